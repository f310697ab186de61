"""Filling: the questions of a draft as data (`Question`), and a session that asks them (`begin`, `resume`)."""

from drafter.filling.questions import Question, Shape
from drafter.filling.session import Session, begin, resume

__all__ = ["Question", "Session", "Shape", "begin", "resume"]

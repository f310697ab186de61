"""A drafting assistant for leaders' speeches: a phrase bank mined from real speeches, composed into drafts."""

__version__ = "0.1.0"

"""Reading: a file of any common kind → `Source`, decoded, line by line, nothing dropped but mark-up."""

from drafter.reading.archives import INSIDE
from drafter.reading.files import STDIN, read
from drafter.reading.gathering import Gathered, gather
from drafter.reading.remarks import remarks

__all__ = ["INSIDE", "STDIN", "Gathered", "gather", "read", "remarks"]

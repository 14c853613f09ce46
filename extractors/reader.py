"""What a reader of one family of formats is."""

from collections.abc import Callable

from extractors.document import ExtractedDocument
from extractors.limits import ReadOptions

# bytes of the file, its name (a hint), how to read it; raises ReadProblem, or anything on broken bytes
Reader = Callable[[bytes, str, ReadOptions], ExtractedDocument]

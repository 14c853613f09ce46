"""What can go wrong at the edge: one line, a hint, and the exit code that goes with it."""

DONE, WRONG_USE, QUARANTINE, VERIFICATION = 0, 2, 3, 4


class UndercroftProblem(Exception):
    """A refusal the editor reads. The text is ours or the editor's own words, never a document's."""

    def __init__(self, code: str, what: str, hint: str = "", exit_code: int = WRONG_USE) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.hint = hint
        self.exit_code = exit_code

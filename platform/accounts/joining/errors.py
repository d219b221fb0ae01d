"""What can go wrong on the way in; views say each in a sentence."""


class WrongCodeError(Exception):
    """Not the code of the last letter; `left` more may be tried."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class CodeSpentError(Exception):
    """Too old, or mistaken too often: another letter is needed."""


class TooManyLettersError(Exception):
    """Enough codes were sent for one application."""


class AlreadyMemberError(Exception):
    """An account has this address already."""


class AlreadyDecidedError(Exception):
    """Somebody accepted or refused it first."""


class InvitationSpentError(Exception):
    """Used, withdrawn, or too old."""

"""What this calculator will not guess."""


class OutsideTheLawBook(Exception):  # noqa: N818 - it says where the case lies, not what broke
    """The facts ask for a rule that was not read, or that is not modelled. The message says which.

    The command line ends with exit code 4.
    """

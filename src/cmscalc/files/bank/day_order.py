"""Which way round the days of a file are, where no preset fixes it: they say so, or it is asked."""

from collections.abc import Iterable

from cmscalc.files.bank.cells import DayOrder, numbers_of
from cmscalc.files.bank.notebook import Notebook
from cmscalc.files.problems import Problems
from cmscalc.files.words import MONTHS

ASK = "--date-format dmy or --date-format mdy, whichever it is"
DAY_OR_MONTH = "the day and the month cannot be told apart"


def order_in(days: Iterable[str], book: Notebook) -> DayOrder:
    """Find the order that every day of a file fits. Raises Problems where both do, or neither."""
    example = ""
    month_first = day_first = False
    for text in days:
        found = numbers_of(text)
        if found is None:
            continue
        first, second = found
        if "-" in text and len(text.strip()) == len("25-08-26"):
            # Two figures each: the year may be first too.
            example = text.strip()
            day_first = month_first = False
            break
        if first != second:
            example = example or text.strip()
        day_first = day_first or first > len(MONTHS)
        month_first = month_first or second > len(MONTHS)
    if day_first and month_first:
        wrong = "days both ways round: some have the month first, some the day"
        raise Problems([book.refused(wrong, "a file with its days in one form")])
    if example and not day_first and not month_first:
        wrong = f"no day after the 12th, as in {example}: {DAY_OR_MONTH}"
        raise Problems([book.refused(wrong, "which comes first, day or month", ASK)])
    return DayOrder.MDY if month_first else DayOrder.DMY

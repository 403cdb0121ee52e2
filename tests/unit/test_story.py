"""The story, the weekly amounts and the promises: first and last days, and what is added up."""

from datetime import date, timedelta

from cmscalc.files.case_file import case_of
from cmscalc.files.sources import Source
from cmscalc.ledger.account import make_account
from cmscalc.ledger.answer import make_answer
from cmscalc.ledger.case import Case
from cmscalc.ledger.chronology import KINDS, Sort, chronology
from cmscalc.ledger.diary import promises
from cmscalc.ledger.payments import Payment
from cmscalc.ledger.periods import By, Window, whole
from cmscalc.ledger.statement import Statement, make_statement

START = """
schema = "cmscalc.case/1"
effective_date = 2018-11-05
service = "direct-pay"

[[receiving_parent]]
name = "B"

[[child]]
name = "C"
born = 2015-03-02

[[income]]
from = 2018-11-05
amount = "500.00"
per = "week"

[[decision]]
from = 2018-11-05
weekly = "70.00"
"""
ENDED = '\n[[decision]]\nfrom = 2018-12-31\nweekly = "0.00"\n'


def case(text: str = "") -> Case:
    """A case of one child and one decision, and more rows."""
    return case_of(Source("case.toml", START + text, "")).case


def paid(day: str) -> Payment:
    """Ten pounds to B."""
    return Payment(date.fromisoformat(day), 1000, "B", "p.csv:2")


def statement(
    found: Case, as_at: str, *payments: Payment, window: Window | None = None
) -> Statement:
    """The statement of a case."""
    account = make_account(found, payments, date.fromisoformat(as_at))
    return make_statement(make_answer(account, By.NONE, window or whole(account), date(2026, 1, 1)))


def test_an_amount_goes_on_where_the_law_changes_and_it_does_not() -> None:
    """The law on assets changed on 13 December 2018, within these weeks."""
    found = statement(case(), "2019-02-03")

    assert [(date(2018, 11, 5), date(2019, 2, 4), 7000)] == [
        each[:3] for each in found.parts[0].amounts
    ]
    assert [(date(2018, 11, 5), date(2019, 2, 4))] == [each[:2] for each in found.workings]
    assert (("B", ("C",)),) == found.workings[0].children


def test_days_without_a_calculation_stand_apart() -> None:
    """Once no child is counted there is none."""
    found = statement(case()._replace(end_date=date(2019, 1, 7)), "2019-02-03")

    assert [date(2018, 11, 5), date(2019, 1, 7)] == [each.start for each in found.workings]
    assert [False, True] == [each.calculated.answer is None for each in found.workings]


def test_a_window_has_its_first_day_and_not_the_one_after_its_last() -> None:
    """Of payments and of what happened."""
    days = ("2018-12-02", "2018-12-03", "2018-12-30", "2018-12-31")
    found = statement(
        case(ENDED),
        "2019-02-03",
        *(paid(day) for day in days),
        window=Window(date(2018, 12, 3), date(2018, 12, 31)),
    )

    assert ["2018-12-03", "2018-12-30"] == [
        each.payment.on.isoformat() for each in found.parts[0].payments
    ]
    told = {each.on for each in found.chronology} | {each.last for each in found.chronology}
    assert (date(2018, 12, 3), date(2018, 12, 30)) == (min(told), max(told))


def test_payments_alone_are_added_up_too() -> None:
    """After nothing falls due any more."""
    days = [date(2019, 1, 7) + timedelta(days=each) for each in range(4)]
    found = statement(case(ENDED), "2019-02-03", *(paid(each.isoformat()) for each in days))
    last = found.chronology[-1]

    assert (days[0], days[-1], Sort.MONEY) == last[:3]
    assert last.text == "Nothing fell due. 4 payments made, £40.00 of maintenance in all."
    assert last.owed == 8 * 7000 - 4 * 1000


def test_three_are_told_one_by_one_and_four_are_not() -> None:
    """Of dues and payments between two events."""
    days = [date(2019, 1, 7) + timedelta(days=each) for each in range(3)]
    found = statement(case(ENDED), "2019-02-03", *(paid(each.isoformat()) for each in days))

    assert [Sort.PAID] * 3 == [each.sort for each in found.chronology[-3:]]


def test_a_promise_is_known_from_its_own_day_and_kept_from_that_of_keeping_it() -> None:
    """Those overdue longest come first."""
    diary = case(
        '[[diary]]\non = 2019-01-01\nwhat = "a"\npromised_by = 2019-01-09\nkept_on = 2019-01-12\n'
        '[[diary]]\non = 2019-01-02\nwhat = "b"\npromised_by = 2019-01-08\n'
        '[[diary]]\non = 2019-01-02\nwhat = "c"\n'
    ).diary
    told = {
        day: [(each.entry.what, each.days) for each in promises(diary, date(2019, 1, day))]
        for day in (1, 2, 11, 12)
    }

    assert told == {
        1: [("a", -8)],
        2: [("b", -6), ("a", -7)],
        11: [("b", 3), ("a", 2)],
        12: [("b", 4)],
    }


def test_every_kind_of_entry_has_words() -> None:
    """None is left to a fault while somebody waits."""
    text = "".join(f'[[diary]]\non = 2018-11-06\nkind = "{each}"\nwhat = "x"\n' for each in KINDS)
    answer = statement(case(text), "2018-11-12").answer

    assert {f"{words}: x." for words in KINDS.values()} <= {
        each.text for each in chronology(answer)
    }


def test_children_come_and_go() -> None:
    """Each on its day, with the reason where there is one; of a month alone no day is told."""
    rows = (
        ("D", "2018-12-05", ""),
        ("E", "2002-06-01", "left_education = 2018-11-20"),
        ("F", "2010-01-01", "until = 2018-12-10"),
        ("G", '"2018-12"', ""),
        ("H", '"2018-12"', "from = 2018-12-20"),
        ("I", '"1998-12"', ""),
        ("J", "1998-12-21", ""),
        ("K", "2019-06-01", "until = 2019-06-01"),
    )
    text = "".join(f'[[child]]\nname = "{n}"\nborn = {born}\n{more}\n' for n, born, more in rows)
    found = statement(case(text), "2019-02-03")
    sort, children = Sort.CASE, "DEFGHIJK"
    told = [
        (each.on.isoformat(), each.text)
        for each in found.chronology
        if each.sort is sort and each.text[0] in children
    ]

    assert told == [
        ("2018-12-01", "E is no longer counted: the terminal date of E was the day before."),
        ("2018-12-05", "D is counted from this day."),
        ("2018-12-10", "F is no longer counted."),
        ("2018-12-20", "H is counted from this day."),
        ("2018-12-21", "J is no longer counted: J turns 20."),
    ]


def test_a_decision_told_of_on_its_day_or_before_stands_once() -> None:
    """Only a later letter has a line of its own."""
    letters = {"2018-11-19": 1, "2018-11-20": 1, "2018-11-21": 2}
    for letter, many in letters.items():
        row = f'[[decision]]\nfrom = 2018-11-20\nweekly = "71.00"\nletter_dated = {letter}\n'
        found = statement(case(row), "2018-12-02")
        decided = [each for each in found.chronology if each.sort is Sort.DECISION]
        texts = [each.text for each in decided if "£71.00" in each.text]

        assert len(texts) == many
        assert texts[0].startswith("CMS decided £71.00 a week for B from this day (letter of ")

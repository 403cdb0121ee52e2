"""The ledger's parts one by one: what the worked ledgers and random cases do not reach."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from cmscalc.core.facts import CareWord, Nights
from cmscalc.files.case_file import case_of
from cmscalc.files.sources import Source
from cmscalc.ledger.account import BY_THE_CASE, attribution_of, make_account
from cmscalc.ledger.accrual import From, accrual
from cmscalc.ledger.answer import make_answer
from cmscalc.ledger.assertions import assertions
from cmscalc.ledger.attribution import Order
from cmscalc.ledger.case import Case, Child, Service
from cmscalc.ledger.children import terminal_date
from cmscalc.ledger.days import cut_monthly, cut_weekly, months_after, years_after
from cmscalc.ledger.differences import differences
from cmscalc.ledger.entries import FeeKind, Kind, entries
from cmscalc.ledger.family import Rounded
from cmscalc.ledger.liability import NoLiability, Ruler, spans
from cmscalc.ledger.measures import last_payment, missed, weeks_owed
from cmscalc.ledger.payments import PaidFor, Payment
from cmscalc.ledger.pence import half_up, running, written
from cmscalc.ledger.periods import By, whole
from cmscalc.ledger.timeline import coming, make_timeline
from cmscalc.render.ledger_words import balance, days_of, sparkline

START = """
schema = "cmscalc.case/1"
effective_date = 2024-01-01
service = "direct-pay"

[[receiving_parent]]
name = "B"
"""
CHILD = """
[[child]]
name = "C1"
born = 2015-03-02
"""
INCOME = """
[[income]]
from = 2024-01-01
amount = "500.00"
per = "week"
"""
TODAY = date(2026, 11, 21)


def case(text: str) -> Case:
    """Read a case."""
    return case_of(Source("case.toml", START + text, "")).case


def paid(day: str, pounds: int, **more: Any) -> Payment:
    """A payment to B."""
    return Payment(date.fromisoformat(day), pounds * 100, "B", "p.csv:2", **more)


def note_ids(found: Case, as_at: str, *payments: Payment, order: Order | None = None) -> set[str]:
    """The notes of an account."""
    chosen = BY_THE_CASE._replace(order=order)
    account = make_account(found, payments, date.fromisoformat(as_at), chosen)
    return {note.id for note in make_answer(account, By.MONTH, whole(account), TODAY).notes}


# --- days and pence -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-01-15", -1, "2023-12-15"),
    ],
)
def test_months_keep_the_day_or_take_the_last(day: str, months: int, expected: str) -> None:
    """A month after 31 January is the last day of February."""
    assert date.fromisoformat(expected) == months_after(date.fromisoformat(day), months)


def test_anniversaries_of_29_february() -> None:
    """28 February in common years, the 29th again in leap years."""
    leap = date(2024, 2, 29)

    assert [date(2025, 2, 28), date(2028, 2, 29)] == [years_after(leap, 1), years_after(leap, 4)]


def test_cuts_lie_strictly_inside() -> None:
    """Neither the start nor the end of a stretch cuts it."""
    start, end = date(2024, 1, 1), date(2024, 1, 15)

    assert [date(2024, 1, 8)] == list(cut_weekly(start, end, start))
    assert [date(2024, 1, 3), date(2024, 1, 10)] == list(cut_weekly(start, end, date(2023, 12, 27)))
    assert [date(2024, 2, 1)] == list(cut_monthly(start, date(2024, 3, 1), 1))
    assert [date(2024, 4, 1)] == list(cut_monthly(start, date(2024, 6, 1), 3))


def test_half_a_penny_goes_up() -> None:
    """In the ledger's own whole numbers, as everywhere."""
    assert [0, 1, 1, 2] == [half_up(each, 4) for each in (1, 2, 5, 6)]
    assert "£1,234.56" == written(123456)


def test_running_sums() -> None:
    """Through a day, and between days, whatever the order they came in."""
    sums = running([(date(2024, 1, 3), 5), (date(2024, 1, 1), 2), (date(2024, 1, 3), 1)])

    assert [0, 2, 2, 8] == [
        sums.through(date(2023, 12, 31)),
        sums.through(date(2024, 1, 1)),
        sums.through(date(2024, 1, 2)),
        sums.through(date(2024, 1, 3)),
    ]
    assert [2, 6] == [
        sums.between(date(2024, 1, 1), date(2024, 1, 3)),
        sums.between(date(2024, 1, 3), date(2024, 1, 4)),
    ]


def test_nothing_accrues_before_the_start() -> None:
    """Nor is anything due a week then."""
    found = accrual([From(date(2024, 1, 8), 700)])

    assert [0, 0, 100] == [found.before(date(2024, 1, day)) for day in (1, 8, 9)]
    assert [0, 700] == [found.weekly_on(date(2024, 1, day)) for day in (7, 8)]


# --- liability ------------------------------------------------------------------------------------


def test_a_day_without_a_figure_is_said() -> None:
    """Whose, on which day, and what is missing."""
    with pytest.raises(NoLiability, match="no income is given for 2024-01-01") as found:
        spans(case(CHILD), date(2024, 2, 1), Ruler.CALCULATION, Rounded())
    assert not found.value.outside
    with pytest.raises(NoLiability, match="no decision for B on 2024-01-01, and no child of B"):
        spans(case(""), date(2024, 2, 1), Ruler.DECISION, Rounded())


def test_what_is_outside_the_law_book_is_said() -> None:
    """Additional income at the flat rate, beside special expenses, is not answered."""
    text = f"""{CHILD}{INCOME.replace("500.00", "80.00")}
[[special_expense]]
from = 2024-01-01
kind = "contact"
amount = "20.00"
per = "week"

[[additional_income]]
from = 2024-01-01
kind = "diversion"
amount = "100.00"
per = "week"
"""
    with pytest.raises(NoLiability) as found:
        spans(case(text), date(2024, 2, 1), Ruler.CALCULATION, Rounded())

    assert found.value.outside
    decided = '\n[[decision]]\nfrom = 2024-01-01\nweekly = "10.00"\n'
    assert "outside-the-law-book" in note_ids(case(text + decided), "2024-02-01")


def test_an_unknown_future_does_not_matter_today() -> None:
    """Income known until a day after the as-at date is enough."""
    found = case(CHILD + INCOME + "until = 2024-03-01\n")
    account = make_account(found, [], date(2024, 2, 4))

    assert 30000 == account.standings[0].arrears  # five weeks of 60.00
    with pytest.raises(NoLiability):
        make_account(found, [], date(2024, 3, 1))


def test_a_current_income_after_an_unknown_one() -> None:
    """After a default decision the first figure counts as it is."""
    found = case(f"""{CHILD}
[[income]]
from = 2024-01-01
basis = "none"

[[income]]
from = 2024-02-05
amount = "300.00"
per = "week"
basis = "current"
""")
    stretches = make_timeline(found, date(2024, 3, 1), None, Rounded()).stretches

    assert [3900, 3600, 0] == [each.due[0].weekly for each in stretches]


def test_care_words_of_a_case() -> None:
    """Assumed care and a shorter period are read, whatever the case of the word."""
    found = case(CHILD + '\n[[nights]]\nfrom = 2024-01-01\nnights = "Assumed"\n')
    shorter = case(CHILD + '\n[[nights]]\nfrom = 2024-01-01\nnights = "13/91"\n')

    assert CareWord.ASSUMED == found.nights[0].value.care
    assert Nights(13, 91) == shorter.nights[0].value.care
    income = case(CHILD + INCOME + '\n[[nights]]\nfrom = 2024-02-05\nnights = "assumed"\n')
    changed = make_timeline(income, date(2024, 3, 1), None, Rounded()).stretches[1].changed
    assert ("nights with every child: assumed",) == changed


def test_an_earlier_end_takes_the_place_of_the_terminal_date() -> None:
    """A child adopted before its terminal date: only the day it is no longer counted is to come."""
    child = "born = 2009-09-15\nleft_education = 2026-12-18\nuntil = 2027-01-10\n"
    found = case(f'\n[[child]]\nname = "C1"\n{child}{INCOME}')
    expected = {date(2027, 1, 1): "annual review", date(2027, 1, 10): "C1 is no longer counted"}
    ahead = coming(found, TODAY)

    assert list(expected) == [each.on for each in ahead]
    assert all(each.what.startswith(expected[each.on]) for each in ahead)


@pytest.mark.parametrize(
    ("born", "left", "last"),
    [
        # The first end of February, May, August or November on or after leaving.
        ("2007-03-02", "2025-02-28", "2025-02-28"),
        ("2007-03-02", "2025-03-01", "2025-05-31"),
        ("2007-03-02", "2024-02-29", "2024-02-29"),
        ("2007-03-02", "2025-12-18", "2026-02-28"),
        # Not before 31 August on or after the 16th birthday.
        ("2009-10-20", "2025-11-05", "2026-08-31"),
        ("2009-08-31", "2025-07-01", "2025-08-31"),
        ("2009-09-01", "2025-07-01", "2026-08-31"),
        ("2010-01-15", "2025-12-01", "2026-08-31"),
    ],
)
def test_terminal_dates(born: str, left: str, last: str) -> None:
    """SI 2006/223 reg 7(2); GOV.UK for a leaver at 16."""
    child = Child("C1", date.fromisoformat(born), "B", "")

    assert date.fromisoformat(last) == terminal_date(child, date.fromisoformat(left))


def test_differences_join_where_only_other_facts_change() -> None:
    """£500 a week for two children is £80, £40 each. B was decided £50; D £40, then £45."""
    start = START.replace('name = "B"\n', 'name = "B"\n\n[[receiving_parent]]\nname = "D"\n')
    children = "".join(
        f'\n[[child]]\nname = "C{parent}"\nborn = 2015-03-02\nlives_with = "{parent}"\n'
        for parent in "BD"
    )
    decided = "".join(
        f'\n[[decision]]\nfrom = {day}\nreceiving_parent = "{parent}"\nweekly = "{weekly}"\n'
        for parent, day, weekly in (
            ("B", "2024-01-01", "50.00"),
            ("D", "2024-01-01", "40.00"),
            ("D", "2024-04-01", "45.00"),
        )
    )
    text = start + children + INCOME + decided + "\n[[partner_also_pays]]\nfrom = 2024-03-04\n"
    found = case_of(Source("case.toml", text, "")).case
    account = make_account(found, [], date(2024, 4, 28))
    first, last = found.decisions[0].source, found.decisions[2].source

    # 17 weeks at £10, and four at £5, over what we calculate.
    assert [
        ("B", date(2024, 1, 1), date(2024, 4, 29), 5000, 4000, first, 17000),
        ("D", date(2024, 4, 1), date(2024, 4, 29), 4500, 4000, last, 2000),
    ] == [(*each, each.total) for each in differences(account.spans)]


# --- plans ----------------------------------------------------------------------------------------


def test_a_few_pence_over_many_instalments_never_go_below_nothing() -> None:
    """Half a penny up would take more than there is.

    £2.47 a week is £10.70 a month (128.44 ÷ 12). Six fall due before 2 June: £64.20. 153 days at
    £2.47 and 211 at 34p are 53.987… + 10.248… = £64.24, so 4p is left for six instalments: 1p each
    would be 6p, so nothing until the last.
    """
    found = case(f"""{CHILD}
[[decision]]
from = 2024-01-01
weekly = "2.47"

[[plan]]
from = 2024-01-01
every = "month"
first_due = 2024-01-01

[[decision]]
from = 2024-06-02
weekly = "0.34"
""")
    charges = make_account(found, [], date(2024, 12, 1)).standings[0].charges

    assert [*([1070] * 6), 4] == [charge.pence for charge in charges]
    assert date(2024, 12, 1) == charges[-1].due


def test_days_outside_a_plan_wait_for_the_next_where_liability_is_only_suspended() -> None:
    """Nothing is due on the review date itself, but it is again two months on."""
    text = f"""{CHILD}
[[decision]]
from = 2024-01-01
weekly = "70.00"

[[decision]]
from = 2025-01-01
weekly = "0.00"

[[plan]]
from = 2024-01-01
every = "month"
first_due = 2024-01-15
"""
    resumed = '\n[[decision]]\nfrom = 2025-03-01\nweekly = "70.00"\n'
    for more, due in (("", date(2025, 1, 1)), (resumed, date(2025, 1, 15))):
        charges = make_account(case(text + more), [], date(2025, 2, 1)).standings[0].charges
        # 2024 is a leap year: 366 days less 364 are 2 days at £10.
        assert (due, 2000, "2 days outside the plan's 52 weeks") == (
            charges[12].due,
            charges[12].pence,
            charges[12].what,
        )


def test_what_is_owed_in_weeks_and_when_it_was_last_paid() -> None:
    """£150 at £60 a week is two and a half weeks; nothing where nothing is owed or due."""
    found = case(CHILD + INCOME)
    payments = [paid("2024-01-20", 60), paid("2024-01-27", 30)]
    account = make_account(found, payments, date(2024, 1, 28))
    standing = account.standings[0]
    last = last_payment(standing)

    assert Fraction(5, 2) == weeks_owed(account, standing)
    assert last is not None
    assert date(2024, 1, 27) == last.payment.on
    nothing = make_account(found, [paid("2024-01-07", 60)], date(2024, 1, 7))
    assert weeks_owed(nothing, nothing.standings[0]) is None
    assert last_payment(make_account(found, [], date(2024, 1, 7)).standings[0]) is None
    ended = make_account(found._replace(end_date=date(2024, 1, 8)), [], date(2024, 1, 28))
    assert weeks_owed(ended, ended.standings[0]) is None


def test_a_late_charge_says_when_it_was_covered_and_what_is_left() -> None:
    """£60 due on 7 January: £20 on the 10th, £30 on the 20th; £10 is still owed."""
    account = make_account(
        case(CHILD + INCOME), [paid("2024-01-10", 20), paid("2024-01-20", 30)], date(2024, 1, 21)
    )
    found = missed(account, "B", attribution_of(account, account.standings[0]))

    assert (6000, 6000, 1000, 14, None, None) == found[0][1:]
    whole_of_it = make_account(
        case(CHILD + INCOME), [paid("2024-01-10", 20), paid("2024-01-20", 40)], date(2024, 1, 21)
    )
    covered = missed(whole_of_it, "B", attribution_of(whole_of_it, whole_of_it.standings[0]))
    assert (6000, 6000, 0, 13, date(2024, 1, 20), None) == covered[0][1:]


def test_what_was_decided_later_could_not_be_paid_then() -> None:
    """A letter of 15 January: the week to the 14th was due before it, the next one after."""
    decided = """
[[decision]]
from = 2024-01-08
weekly = "70.00"
letter_dated = 2024-01-15
"""
    account = make_account(case(CHILD + INCOME + decided), [], date(2024, 1, 28))
    found = missed(account, "B", attribution_of(account, account.standings[0]))
    told = {each.due: each.told_on for each in found}

    assert date(2024, 1, 15) == told[date(2024, 1, 14)]
    assert told[date(2024, 1, 21)] is None
    ours = make_account(
        case(CHILD + INCOME + decided),
        [],
        date(2024, 1, 28),
        BY_THE_CASE._replace(ruler=Ruler.CALCULATION),
    )
    by_us = missed(ours, "B", attribution_of(ours, ours.standings[0]))
    assert {None} == {each.told_on for each in by_us}


# --- notes ----------------------------------------------------------------------------------------


def test_notes_say_what_was_assumed_and_what_is_not_settled() -> None:
    """Each from the facts that call for it, and not without them."""
    plain = case(CHILD + INCOME)
    decided = '\n[[decision]]\nfrom = 2024-03-04\nweekly = "50.00"\n'

    assert {"assumed-due-weekly", "estimate", "reading-20"} >= note_ids(plain, "2024-02-01")
    assert "assumed-future" in note_ids(plain, "2027-01-01")
    assert "law-checked" not in note_ids(plain, "2026-11-21")
    later = make_account(plain, [], date(2026, 12, 1))
    notes = make_answer(later, By.MONTH, whole(later), date(2026, 12, 2)).notes
    assert "law-checked" in {note.id for note in notes}
    assert {"assumed-before-decision", "estimate"} <= note_ids(
        case(CHILD + INCOME + decided), "2024-04-01"
    )
    assert "after-the-as-at-date" in note_ids(case(CHILD + INCOME + decided), "2024-02-01")
    assert {"not-calculated", "assumed-no-children"} >= note_ids(
        case('\n[[decision]]\nfrom = 2024-01-01\nweekly = "50.00"\n'), "2024-02-01"
    ) - {"assumed-due-weekly"}
    assert "reading-37" in note_ids(plain, "2024-02-01", paid("2024-01-20", 60))
    assert "not-agreed" in note_ids(plain, "2024-02-01", paid("2024-01-20", 60, agreed="no"))


def test_notes_on_marks_routes_and_ages() -> None:
    """A mark not followed, money passed on or paid direct, a child past 16, or never counted."""
    plain = case(CHILD + INCOME)
    marked = paid("2024-01-20", 60, paid_for=PaidFor(2024, 1))
    collected = plain._replace(
        services=(plain.services[0]._replace(value=Service.COLLECT_AND_PAY),)
    )
    grown = plain._replace(children=(plain.children[0]._replace(born=date(2008, 1, 10)),))
    old = plain._replace(children=(plain.children[0]._replace(born=date(2003, 1, 10)),))
    unborn = plain._replace(
        children=(*plain.children, old.children[0]._replace(born=date(2025, 1, 1)))
    )
    assert "marks-not-followed" in note_ids(plain, "2024-02-01", marked, order=Order.OLDEST_FIRST)
    assert "marks-not-followed" not in note_ids(plain, "2024-02-01", marked)
    assert "passed-on" in note_ids(
        collected, "2024-02-01", paid("2024-01-20", 60, method="passed-on")
    )
    assert "paid-direct" in note_ids(
        collected, "2024-02-01", paid("2024-01-20", 60, method="direct")
    )
    assert {"reading-33", "reading-35"} <= note_ids(collected, "2024-02-01", paid("2024-01-20", 60))
    assert "assumed-in-education-C1" in note_ids(grown, "2024-02-01")
    assert "never-counted-C1" in note_ids(old, "2024-02-01")
    assert "not-yet-counted-C1" in note_ids(unborn, "2024-02-01")


def test_notes_on_what_is_not_counted_or_not_yet_asked() -> None:
    """Money not accepted, days no instalment has asked for, a current figure not given again."""
    plain = case(CHILD + INCOME)
    collected = plain._replace(
        services=(plain.services[0]._replace(value=Service.COLLECT_AND_PAY),)
    )
    refused = paid("2024-01-20", 60, method="direct", agreed="no")
    found = note_ids(collected, "2024-02-01", refused)
    planned = case(
        CHILD + INCOME + '\n[[plan]]\nfrom = 2024-01-01\nevery = "month"\nfirst_due = 2024-02-15\n'
    )
    changed = case(
        CHILD
        + INCOME
        + INCOME.replace("2024-01-01", "2024-02-05").replace("500", "300")
        + 'basis = "current"\n'
        + INCOME.replace("2024-01-01", "2024-04-01")
    )

    assert "not-accepted" in found
    assert not {"paid-direct", "not-agreed"} & found
    assert "not-yet-asked-B" in note_ids(planned, "2024-02-01")
    assert "not-yet-asked-B" not in note_ids(plain, "2024-02-01")
    assert "assumed-due-weekly" not in note_ids(planned, "2024-02-01")
    assert "current-figure-ended-2024-04-01" in note_ids(changed, "2024-05-01")
    assert "current-figure-ended-2024-04-01" not in note_ids(changed, "2024-03-01")


def test_a_payment_taken_whole_by_an_enforcement_fee_was_accepted() -> None:
    """It is neither maintenance nor collection fee, and yet it is counted."""
    fee = """
[[adjustment]]
on = 2024-01-01
kind = "enforcement-fee"
amount = "300.00"
"""
    found = case(CHILD + INCOME + fee)
    found = found._replace(services=(found.services[0]._replace(value=Service.COLLECT_AND_PAY),))
    # Two weeks are 120.00 and 24.00 of fees, paid on the first day; then 50.00 is all for the fee.
    payments = (paid("2024-01-14", 144), paid("2024-01-14", 50))
    account = make_account(found, payments, date(2024, 1, 14))
    lines = entries(account, account.standings[0], whole(account))

    assert (0, 0, 5000) == account.standings[0].placed[1][1:4]
    assert "not-accepted" not in note_ids(found, "2024-01-14", *payments)
    assert ["Payment", "Enforcement fee paid"] == [line.what for line in lines[-2:]]


def test_money_paid_direct_is_noted_for_the_days_of_collect_and_pay_alone() -> None:
    """Back under Direct Pay it is what is expected."""
    found = case(CHILD + INCOME)
    direct = found.services[0]
    back = direct._replace(since=date(2024, 1, 15))
    found = found._replace(services=(direct._replace(value=Service.COLLECT_AND_PAY), back))
    before, after = (
        note_ids(found, "2024-02-01", paid(f"2024-01-{day}", 60, method="direct"))
        for day in ("14", "15")
    )

    assert "paid-direct" in before
    assert "paid-direct" not in after


def test_reading_34_is_named_where_old_arrears_are_collected() -> None:
    """The 4 % on what built up under Direct Pay."""
    switched = case(CHILD + INCOME).services[0]
    collects = switched._replace(value=Service.COLLECT_AND_PAY, since=date(2024, 2, 5))
    plain = case(CHILD + INCOME)
    both = plain._replace(services=(switched, collects))

    assert "reading-34" in note_ids(both, "2024-03-01", paid("2024-02-10", 60))
    assert "reading-34" not in note_ids(
        plain._replace(services=(collects._replace(since=date(2024, 1, 1)),)),
        "2024-03-01",
        paid("2024-02-10", 60),
    )


def test_a_letter_may_have_counted_the_fee_in() -> None:
    """Two weeks of £60 and the fee on them are £144: the difference is the fee owed that day."""
    letters = "".join(
        f'\n[[balance]]\non = 2024-01-14\narrears = "{each}"\n'
        for each in ("144.00", "120.00", "1")
    )
    found = case(CHILD + INCOME + letters)
    found = found._replace(services=(found.services[0]._replace(value=Service.COLLECT_AND_PAY),))

    assert [(True, False), (False, True), (False, False)] == [
        (each.counts_the_fee, each.ok)
        for each in assertions(make_account(found, [], date(2024, 1, 31)))
    ]


def test_lines_of_one_day_come_in_order() -> None:
    """An adjustment first, then what fell due, then what was paid."""
    found = case(
        CHILD + INCOME + '\n[[adjustment]]\non = 2024-01-07\nkind = "refund"\namount = "5.00"\n'
    )
    account = make_account(found, [paid("2024-01-07", 60)], date(2024, 1, 7))
    lines = entries(account, account.standings[0], whole(account))

    assert [Kind.ADJUSTMENT, Kind.CHARGE, Kind.PAYMENT] == [line.kind for line in lines]
    assert [500, 6500, 500] == [line.balance for line in lines]


def test_what_each_line_says() -> None:
    """A line names what it is, what it is for, and where it comes from."""
    kinds = (
        ("opening-balance", "Opening balance"),
        ("write-off", "Write-off"),
        ("set-off", "Set-off"),
        ("third-party-payment", "Payment to a third party"),
        ("voluntary-payment", "Voluntary payment"),
        ("refund", "Refund"),
        ("enforcement-fee", "Enforcement fee"),
    )
    rows = "".join(
        f'\n[[adjustment]]\non = 2024-01-02\nkind = "{kind}"\namount = "5.00"\n'
        f'note = "n"\nauthority = "a"\n'
        for kind, _ in kinds
    )
    found = case(CHILD + INCOME + rows)
    found = found._replace(services=(found.services[0]._replace(value=Service.COLLECT_AND_PAY),))
    payments = [
        paid("2024-01-07", 20, reference="R1"),
        paid("2024-01-08", 24, method="passed-on"),
        paid("2024-01-09", 10, method="direct", agreed="no", reference="cash"),
        paid("2024-01-14", 200),
    ]
    account = make_account(found, payments, date(2024, 1, 14))
    lines = entries(account, account.standings[0], whole(account))
    first = {name: line for (_, name), line in zip(kinds, lines[:7], strict=True)}

    assert [f"{name}: n; a" for _, name in kinds] == [line.what for line in lines[:7]]
    assert [500, -500, -500, -500, -500, 500, 500] == [line.amount for line in lines[:7]]
    assert ["adjustment"] * 6 + ["fee"] == [line.kind.value for line in first.values()]
    assert all(line.source.startswith("case.toml:") for line in lines[:7])
    # 20.00: 16.67 and 3.33. 24.00 passed on is 25.00 before the fee. 200.00: 60.00 + 5.00 + 5.00 +
    # 60.00 − 20.00 − 16.67 − 25.00 = 68.33 due, fees 24.00 − 3.33 = 20.67; 111.00 over, 5.00 of it
    # for the enforcement fee: 166.67 − 5.00 = 161.67, and 33.33.
    assert [
        ("Week of 1 January 2024", 6000, None),
        ("Collection fee on top", 1200, FeeKind.COLLECTION),
        ("Payment, R1", -1667, None),
        ("Collection fee paid", -333, FeeKind.COLLECTION),
        ("Collection fee off it", 67, FeeKind.PASSED_ON),
        ("Passed on", -2500, None),
        ("Collection fee off it", 100, FeeKind.PASSED_ON),
        ("Payment not accepted, not counted, cash", 0, None),
        ("Week of 8 January 2024", 6000, None),
        ("Collection fee on top", 1200, FeeKind.COLLECTION),
        ("Payment", -16167, None),
        ("Collection fee paid", -3333, FeeKind.COLLECTION),
        ("Enforcement fee paid", -500, FeeKind.ENFORCEMENT),
        ("Collection fee off it", 647, FeeKind.PASSED_ON),
    ] == [(line.what, line.amount, line.fee) for line in lines[7:]]
    assert all(line.source == "p.csv:2" for line in lines[7:] if line.kind is Kind.PAYMENT)


def test_what_the_charges_of_a_plan_say() -> None:
    """Instalments, what is left after a change, and what an earlier plan had not yet asked."""
    found = case(f"""{CHILD}
[[decision]]
from = 2024-01-01
weekly = "70.00"

[[decision]]
from = 2024-06-03
weekly = "0.00"

[[plan]]
from = 2024-01-01
every = "four-weeks"
first_due = 2024-03-04
""")
    other = found._replace(
        decisions=found.decisions[:1],
        plans=(*found.plans, found.plans[0]._replace(since=date(2024, 2, 26))),
    )
    charges = make_account(found, [], date(2024, 7, 1)).standings[0].charges
    replaced = make_account(other, [], date(2024, 2, 26)).standings[0].charges

    # 22 weeks at £70 are £1,540; four instalments of £280 fell due before 3 June; £420 is left.
    assert [("instalment", 28000)] * 4 + [("the rest of the plan year after a change", 42000)] == [
        (each.what, each.pence) for each in charges
    ]
    assert date(2024, 6, 24) == charges[-1].due
    # Eight weeks of the first plan, none of its instalments due: £560 on the day of the second.
    assert [("what the plan before had not yet asked", 56000)] == [
        (each.what, each.pence) for each in replaced
    ]
    assert all(each.fee == 0 for each in (*charges, *replaced))


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-03-01", "2024-04-01", "March 2024"),
        ("2024-03-11", "2024-04-01", "11 to 31 March 2024"),
        ("2024-03-11", "2024-03-12", "11 March 2024"),
        ("2024-03-11", "2024-05-01", "11 March to 30 April 2024"),
        ("2024-12-09", "2025-01-13", "9 Dec 2024 to 12 Jan 2025"),
        ("2024-04-01", "2024-07-01", "April to June 2024"),
        ("2024-01-01", "2025-01-01", "2024"),
        ("2024-11-01", "2025-02-01", "Nov 2024 to Jan 2025"),
    ],
)
def test_days_are_named_as_people_do(start: str, end: str, expected: str) -> None:
    """The last day is in, as people say it."""
    assert expected == days_of(date.fromisoformat(start), date.fromisoformat(end))


def test_a_balance_in_words_and_in_bars() -> None:
    """Owed, overpaid or nothing; the tallest bar is the most that was owed."""
    assert ["£5.00 owed", "£5.00 overpaid", "nothing owed"] == [
        balance(500),
        balance(-500),
        balance(0),
    ]
    assert "▁▄█▁" == sparkline([0, 50, 100, -20], 10)
    assert "█▁" == sparkline([7, 100, 0], 2)
    assert "▁▁" == sparkline([0, 0], 10)

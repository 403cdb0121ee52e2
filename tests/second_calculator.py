"""A second, independent calculator of UK child maintenance (2012 scheme): a test oracle.

Written from the law book alone (calculation.md, variations.md, money.md 1-2, readings.md and the
dates of time.md), for the families described in families.md. It shares no code with cmscalc.

CHOICES: where the book and families.md leave room, the most literal reading was taken.

 1. Historic income 0 and current above 0, before 25 Nov 2013: reg 34(2A) is not yet in force, so
    the historic 0 stays. (The bare formula "differs by at least 25 % of 0" would let it through.)
 2. "No historic figure" (income is None) lets current income in on every day; the words "from
    25 Nov 2013" are read with "HMRC's cannot be had" only.
 3. No liability at all (every child in equal care): gross_weekly_income is None, whatever income
    is given; reg 50 is step 0, before income is looked at. It also comes before the default
    decision; children in equal care do not count for 39/51/64.
 4. Universal credit before 29 Apr 2013 is Outside before anything else is looked at, also for the
    partner. No other benefit has a starting day here.
 5. Assets before 13 Dec 2018: a ground that does not exist yet has no effect (not Outside).
 6. Unearned income: the 2,500 test is on the amount before pension contributions (the test and
    the amount are separate columns); the amount after them is never below 0.
 7. Boarding part and whole fees (35 %) are one kind, reg 66: added, held to 50 %, then tested
    against 10 pounds together.
 8. Illness or disability expenses without a relevant other child: facts do not fit, no effect.
 9. Special expenses have no effect while the case is nil by low income without variations (leaflet:
    none if income is under 7 pounds; 5 before 25 Nov 2013), nor with any nil status.
10. A reg 44(2) benefit (own or partner's) refuses every variation, also when the paying parent
    has a reg 44(1) benefit too. Half flat: either has a 44(2) benefit, whatever else there is.
11. An own reg 44(1) benefit makes the flat rate one "by benefit" (para 8) even at income up to 100.
    Assumed shared care (reg 47) is 52 nights for para 8.
12. Nil status child, prisoner, youth-trainee or care-home with reg 70 income: the rates run on that
    income alone; benefits are not looked at (also not reg 44(2)) and other kinds of additional
    income do not join it.
13. Nil status sentenced-in-hospital: Outside as soon as earned-on-flat-or-nil is listed,
    whatever its amount. young-person-on-benefit: nil by a benefit, so refused (57(1)): no effect.
14. Reg 73(2) "liability without the variations is flat": by the rate found in the rounding mode
    asked for; its total equals the flat rate: before the last rounding, also in that mode.
15. Benefits are ignored when additional income is assessed alone (73(2)); an amount of 0 to 100
    then gives nil or flat on it, so 7 + 0 or 7 + 7. Additional income of 0 is no additional income.
16. The minimum of para 5A stands also inside 73(2), for the amount on A, before the 7 is added.
17. Case not flat without the variations, flat by low income with them: para 7 and reg 53 run on
    the varied amount (reg 74(2)); matters only when every child is at 263 nights or more: 0. A
    case flat with and without special expenses is "not changed": nights change nothing.
18. Floor, reg 74(1A): liability with all variations is compared with liability without them; below
    it and below the flat rate gives the flat rate. So a flat case with all children at 263 local
    authority nights and additional income gives 7 by the floor (0 before 25 Nov 2013).
19. "Every QC at 263 or more" is local authority nights only; fractions that reach 1 only by adding
    shared care leave the minimum of para 7(7) standing.
20. Mode each-step: rate type is decided on the rounded weekly income (the "100 a week" among the
    unrounded tests is reg 70's). A receiving parent's share of the rate is R x k/n unrounded; child
    shares are rounded only to take each child's care reduction. Who has every child at fraction 1
    gets 0, no stray fraction and no moved penny. Total: the sum of the parts before the last
    rounding, negative ones as 0.
21. paying_parent_fee is the sum of the fees per receiving parent (reg 7 builds it per receiving
    parent), not 20 % of the whole. The receiving parent's 4 % is of the week's part in both modes.
"""

from datetime import date
from fractions import Fraction
from math import floor
from typing import Any


class Outside(Exception):
    """The book does not answer for this family."""


Money = tuple[Fraction, str]
# Rate word, total of all, part of each receiving parent; pounds, before the last rounding.
Outcome = tuple[str, Fraction, list[Fraction]]

# --- time.md and calculation.md 2: days ----------------------------------------------------------

SCHEME_OPENS = date(2012, 12, 10)
UNIVERSAL_CREDIT = date(2013, 4, 29)
NEW_FIGURES = date(2013, 11, 25)
COLLECTION_FEES = date(2014, 8, 11)
ASSETS_GROUND = date(2018, 12, 13)

# --- calculation.md 2: figures -------------------------------------------------------------------

ZERO = Fraction(0)
PER_HALF_CHILD = Fraction(7)
FLAT_UP_TO = Fraction(100)
BASIC_FROM = Fraction(200)
FIRST_SLICE = Fraction(800)
CAP = Fraction(3000)
DEFAULT_RATE = {1: Fraction(39), 2: Fraction(51), 3: Fraction(64)}
OTHER_CHILDREN_CUT = {
    0: ZERO,
    1: Fraction(11, 100),
    2: Fraction(14, 100),
    3: Fraction(16, 100),
}
BASIC = {
    1: (Fraction(12, 100), Fraction(9, 100)),
    2: (Fraction(16, 100), Fraction(12, 100)),
    3: (Fraction(19, 100), Fraction(15, 100)),
}
# Percentages; row: qualifying children 1, 2, 3+; column: relevant other children 0, 1, 2, 3+.
REDUCED_OLD = {
    1: ("19", "16.4", "15.6", "15.2"),
    2: ("27", "23.5", "22.5", "21.9"),
    3: ("33", "28.8", "27.7", "26.9"),
}
REDUCED_NEW = {
    1: ("17", "14.1", "13.2", "12.4"),
    2: ("25", "21.2", "19.9", "18.9"),
    3: ("31", "26.4", "24.9", "23.8"),
}

# --- calculation.md 6: bands ---------------------------------------------------------------------

SHARED_CARE = (
    (175, Fraction(1, 2)),
    (156, Fraction(3, 7)),
    (104, Fraction(2, 7)),
    (52, Fraction(1, 7)),
)
LOCAL_AUTHORITY = (
    (263, Fraction(1)),
    (260, Fraction(5, 7)),
    (208, Fraction(4, 7)),
    (156, Fraction(3, 7)),
    (104, Fraction(2, 7)),
    (52, Fraction(1, 7)),
)

# --- calculation.md 4: benefits ------------------------------------------------------------------

LIST_1 = frozenset(
    """retirement-pension state-pension incapacity-benefit contribution-based-jobseekers-allowance
    contributory-employment-and-support-allowance carers-allowance carer-support-payment
    maternity-allowance severe-disablement-allowance industrial-injuries-benefit
    widowed-mothers-allowance widowed-parents-allowance widows-pension war-disablement-pension
    war-widows-pension war-widowers-pension surviving-civil-partners-pension
    armed-forces-compensation training-allowance overseas-social-security-benefit""".split()
)
LIST_2 = frozenset(
    """income-support income-based-jobseekers-allowance
    income-related-employment-and-support-allowance pension-credit
    universal-credit-no-earnings""".split()
)

# variations.md: reg 70 reaches these nil statuses.
REG_70_STATUSES = ("child", "prisoner", "youth-trainee", "care-home")
OTHER_STATUSES = ("sentenced-in-hospital", "young-person-on-benefit")


# --- Small tools ---------------------------------------------------------------------------------


def pence(pounds: Fraction) -> int:
    """Whole pence, half a penny up (calculation.md 8)."""
    return floor(pounds * 100 + Fraction(1, 2))


def to_penny(pounds: Fraction) -> Fraction:
    """Pounds rounded half-up to the penny (calculation.md 8)."""
    return Fraction(pence(pounds), 100)


def per_week(money: Money | None) -> Fraction:
    """A sum of some period as a weekly sum, year x 7/365 (calculation.md 7; readings 24, 26)."""
    if money is None:
        return ZERO
    amount, period = money
    factors = {
        "year": Fraction(7, 365),
        "month": Fraction(12 * 7, 365),
        "four-weeks": Fraction(1, 4),
        "fortnight": Fraction(1, 2),
        "week": Fraction(1),
    }
    return Fraction(amount) * factors[period]


def flat_rate(day: date) -> Fraction:
    """Flat rate, nil limit and both minimums move together (calculation.md 2; reading 32)."""
    return Fraction(7) if day >= NEW_FIGURES else Fraction(5)


def band(nights: Any, bands: tuple[tuple[int, Fraction], ...]) -> Fraction:
    """The fraction for a count of nights; bands scale with the period (calculation.md 6)."""
    count, days = nights if isinstance(nights, tuple | list) else (nights, 365)
    for least, fraction in bands:
        if count * 365 >= least * days:
            return fraction
    return ZERO


# --- Income (calculation.md 7) -------------------------------------------------------------------


def income_without_variations(family: dict) -> Fraction | None:
    """Weekly income, historic or current (regs 34, 35, 40; the 25 % rule of time.md)."""
    pension = per_week(family.get("pension"))
    historic = family.get("income")
    current = family.get("current_income")
    if historic is None and current is None:
        return None
    if current is None:
        return max(ZERO, per_week(historic) - pension)
    new = max(ZERO, per_week(current) - pension)
    if historic is None:
        return new
    old = max(ZERO, per_week(historic) - pension)
    if old == 0:
        return new if family["on"] >= NEW_FIGURES else old
    return new if abs(new - old) >= old / 4 else old


# --- Variations (variations.md) ------------------------------------------------------------------


def special_expenses(family: dict, income: Fraction) -> Fraction:
    """What special expenses take off a week (regs 63-68; readings 7 and 8)."""
    by_kind = dict.fromkeys(
        (
            "contact",
            "illness-or-disability",
            "prior-debt",
            "boarding-school",
            "boarding-school-fees",
            "former-home",
        ),
        ZERO,
    )
    for kind, amount, period in family.get("special_expenses") or []:
        by_kind[kind] += per_week((amount, period))
    boarding = by_kind["boarding-school"] + by_kind["boarding-school-fees"] * Fraction(35, 100)
    boarding = min(boarding, income / 2)
    total = ZERO
    for tested in (by_kind["contact"], by_kind["prior-debt"], boarding, by_kind["former-home"]):
        if tested >= 10:
            total += tested
    if family.get("other_children"):
        total += by_kind["illness-or-disability"]
    return total


def sum_of_kind(family: dict, kind: str) -> Fraction:
    """All additional income of one kind, a week; the value itself for assets."""
    found = [entry for entry in family.get("additional_income") or [] if entry[0] == kind]
    if kind == "assets":
        return sum((Fraction(entry[1]) for entry in found), ZERO)
    return sum((per_week((entry[1], entry[2])) for entry in found), ZERO)


def earned_on_flat_or_nil(family: dict) -> Fraction:
    """Reg 70: more than 100 a week; 100 or more to 24 Nov 2013 (reading 42)."""
    earned = sum_of_kind(family, "earned-on-flat-or-nil")
    enough = earned > 100 if family["on"] >= NEW_FIGURES else earned >= 100
    return earned if enough else ZERO


def unearned(family: dict) -> Fraction:
    """Reg 69: all of it from 2,500 a year; less pension contributions, 69(8), from 25 Nov 2013."""
    weekly = sum_of_kind(family, "unearned")
    if weekly * 365 / 7 < 2500:
        return ZERO
    if family["on"] >= NEW_FIGURES:
        weekly -= per_week(family.get("unearned_pension"))
    return max(ZERO, weekly)


def income_from_assets(family: dict) -> Fraction:
    """Reg 69A: 8 % a year of the whole value if above 31,250, from 13 Dec 2018 (readings 9, 10)."""
    value = sum_of_kind(family, "assets")
    if family["on"] < ASSETS_GROUND or value <= 31250:
        return ZERO
    return per_week((value * Fraction(8, 100), "year"))


def additional_income(family: dict, on_list_1: bool) -> Fraction:
    """What additional income puts on a week (regs 69-71), outside nil status."""
    total = unearned(family) + income_from_assets(family) + sum_of_kind(family, "diversion")
    if on_list_1:
        total += earned_on_flat_or_nil(family)
    return total


# --- The rates (calculation.md 1 steps 2-4, 2, 3) ------------------------------------------------


def amount_for(
    income: Fraction, children: int, others: int, day: date, each_step: bool
) -> tuple[str, Fraction]:
    """Rate word and amount on an income alone for so many children (calculation.md 3)."""
    rounded = to_penny if each_step else Fraction
    flat = flat_rate(day)
    income = min(rounded(income), CAP)
    children, others = min(children, 3), min(others, 3)
    if income < flat:
        return "nil", ZERO
    if income <= FLAT_UP_TO:
        return "flat", flat
    if income < BASIC_FROM:
        table = REDUCED_NEW if day >= NEW_FIGURES else REDUCED_OLD
        percentage = Fraction(table[children][others]) / 100
        return "reduced", flat + rounded((income - FLAT_UP_TO) * percentage)
    income -= rounded(income * OTHER_CHILDREN_CUT[others])
    first, second = BASIC[children]
    low = rounded(first * min(income, FIRST_SLICE))
    high = rounded(second * max(income - FIRST_SLICE, ZERO))
    return "basic", low + high


def schedule_1_amount(income: Fraction, n: int, family: dict) -> tuple[str, Fraction]:
    """The rate for n qualifying children, para 5A included (calculation.md 1 steps 2-4)."""
    day, each_step = family["on"], family["rounding"] == "each-step"
    others = family.get("other_children") or 0
    arranged = family.get("arrangement_children") or 0
    rate, amount = amount_for(income, n + arranged, others, day, each_step)
    if arranged and rate in ("reduced", "basic"):
        amount = amount / (n + arranged) * n
        amount = max(flat_rate(day), to_penny(amount) if each_step else amount)
    return rate, amount


# --- Sharing (calculation.md 1 steps 5-7, 6) -----------------------------------------------------


def by_children(amount: Fraction, homes: list[list[dict]]) -> list[Fraction]:
    """Para 6: the amount shared by number of children."""
    n = sum(len(home) for home in homes)
    return [amount * len(home) / n for home in homes]


def shared_fraction(child: dict) -> Fraction:
    """Para 7(4) and reg 47: the part of a child's share that nights take off."""
    nights = child.get("nights", 0)
    return Fraction(1, 7) if nights == "assumed" else band(nights, SHARED_CARE)


def authority_fraction(child: dict) -> Fraction:
    """Reg 53: the part of a child's share that local authority nights take off."""
    return band(child.get("local_authority_nights") or 0, LOCAL_AUTHORITY)


def after_care(
    amount: Fraction, homes: list[list[dict]], family: dict
) -> tuple[Fraction, list[Fraction]]:
    """Paras 6 and 7, reg 53: total and parts after care (readings 3, 4, 17, 18)."""
    each_step = family["rounding"] == "each-step"
    everyone = [child for home in homes for child in home]
    if all(authority_fraction(child) == 1 for child in everyone):
        return ZERO, [ZERO for _ in homes]
    n = len(everyone)
    one_share = amount / n
    total, parts = ZERO, []
    for home in homes:
        part = one_share * len(home)
        fractions = []
        for child in home:
            shared = shared_fraction(child)
            fraction = min(Fraction(1), shared + authority_fraction(child))
            fractions.append(fraction)
            if each_step:
                part -= to_penny(to_penny(one_share) * fraction)
            else:
                part -= one_share * fraction
            if shared == Fraction(1, 2):
                part -= PER_HALF_CHILD
        if all(fraction == 1 for fraction in fractions):
            part = ZERO
        part = max(ZERO, part)
        total += part
        parts.append(part)
    minimum = flat_rate(family["on"])
    if total < minimum:
        return minimum, by_children(minimum, homes)
    return total, parts


def flat_by_benefit(amount: Fraction, homes: list[list[dict]]) -> Outcome:
    """Para 8: nothing to a receiving parent any of whose children is shared 52 nights or more."""
    parts = by_children(amount, homes)
    for place, home in enumerate(homes):
        if any(shared_fraction(child) > 0 for child in home):
            parts[place] = ZERO
    return "flat", sum(parts, ZERO), parts


def on_income(income: Fraction, homes: list[list[dict]], family: dict, changed: bool) -> Outcome:
    """Steps 2-7 on an income alone. `changed`: not flat before variations (variations.md 8)."""
    n = sum(len(home) for home in homes)
    rate, amount = schedule_1_amount(income, n, family)
    if rate == "nil":
        return rate, ZERO, [ZERO for _ in homes]
    if rate == "flat" and not changed:
        return rate, amount, by_children(amount, homes)
    return rate, *after_care(amount, homes, family)


# --- Without and with variations -----------------------------------------------------------------


def has(family: dict, key: str, benefits: frozenset[str]) -> bool:
    """Is a listed benefit among these?"""
    return any(benefit in benefits for benefit in family.get(key) or [])


def on_list_2(family: dict) -> bool:
    """Reg 44(2): the paying parent's or the partner's benefit."""
    return has(family, "benefits", LIST_2) or has(family, "partner_benefits", LIST_2)


def without_variations(income: Fraction | None, homes: list[list[dict]], family: dict) -> Outcome:
    """Paras 1-8 for a family outside nil status and default (calculation.md 1)."""
    flat = flat_rate(family["on"])
    if on_list_2(family):
        half = bool(family.get("partner_also_pays"))
        return flat_by_benefit(flat / 2 if half else flat, homes)
    if has(family, "benefits", LIST_1):
        return flat_by_benefit(flat, homes)
    if income is None:
        raise Outside("no income is known and the rate depends on it")
    return on_income(income, homes, family, changed=False)


def with_nil_status(homes: list[list[dict]], family: dict) -> Outcome:
    """Para 5(a), reg 45(1); the ordinary rates on reg 70 income (variations.md, effect 6)."""
    status = family["nil_status"]
    if status not in REG_70_STATUSES + OTHER_STATUSES:
        raise ValueError(f"unknown nil status {status}")
    kinds = [entry[0] for entry in family.get("additional_income") or []]
    if status == "young-person-on-benefit":
        return "nil", ZERO, [ZERO for _ in homes]
    if status in OTHER_STATUSES and "earned-on-flat-or-nil" in kinds:
        raise Outside("reg 70 does not reach this nil status")
    earned = earned_on_flat_or_nil(family)
    if not earned:
        return "nil", ZERO, [ZERO for _ in homes]
    return on_income(earned, homes, family, changed=True)


def with_variations(
    income: Fraction | None, homes: list[list[dict]], family: dict
) -> tuple[Outcome, Fraction | None]:
    """Regs 57, 72-74: the outcome, and the income to report (variations.md, effect)."""
    plain = without_variations(income, homes, family)
    if on_list_2(family):
        return plain, income
    listed = has(family, "benefits", LIST_1)
    extra = additional_income(family, listed)
    expenses = ZERO
    if not listed and income is not None and plain[0] != "nil":
        expenses = special_expenses(family, income)
    if not extra and not expenses:
        return plain, income

    flat = flat_rate(family["on"])
    if extra and (plain[0] == "flat" or plain[1] == flat):
        # Reg 73(2), reading 1.
        if expenses:
            raise Outside("reg 73(2) with special expenses: reg 74 is not settled")
        n = sum(len(home) for home in homes)
        _, on_extra = schedule_1_amount(extra, n, family)
        varied: Outcome = ("flat", *after_care(flat + on_extra, homes, family))
        reported = income
    else:
        assert income is not None
        reported = max(ZERO, income + extra - expenses)
        varied = on_income(reported, homes, family, changed=plain[0] != "flat")

    if family["on"] >= NEW_FIGURES and varied[1] < flat and varied[1] < plain[1]:
        # Reg 74(1A).
        varied = ("flat", flat, by_children(flat, homes))
    return varied, reported


# --- The last rounding and the fees --------------------------------------------------------------


def whole_pence(total: Fraction, parts: list[Fraction]) -> tuple[int, list[int]]:
    """Reg 6: total half-up, parts half-up and moved by pennies (calculation.md 8; reading 21)."""
    weekly = pence(total)
    rounded = [pence(part) for part in parts]
    movable = [place for place, part in enumerate(parts) if part > 0]
    while sum(rounded) < weekly:
        place = max(movable, key=lambda i: (parts[i] * 100 - rounded[i], i))
        rounded[place] += 1
    while sum(rounded) > weekly:
        place = max(movable, key=lambda i: (rounded[i] - parts[i] * 100, -i))
        rounded[place] -= 1
    return weekly, rounded


def fees(family: dict, parts: list[int]) -> tuple[list[int], list[int]]:
    """Collection fees a week, for the paying parent and off each part (money.md 2; reading 33)."""
    if not family.get("collect_and_pay") or family["on"] < COLLECTION_FEES:
        return [0 for _ in parts], [0 for _ in parts]
    paying = []
    for part in parts:
        pounds = Fraction(part, 100)
        if (family.get("fee_rounding") or "instalment") == "daily":
            paying.append(7 * pence(pounds / 5 / 7))
        else:
            paying.append(pence(pounds / 5))
    return paying, [pence(Fraction(part, 100) / 25) for part in parts]


def answer(family: dict, outcome: Outcome, income: Fraction | None) -> dict:
    """The result in whole pence."""
    rate, total, exact = outcome
    weekly, parts = whole_pence(total, exact)
    paying, receiving = fees(family, parts)
    return {
        "rate": rate,
        "gross_weekly_income": None if income is None else pence(income),
        "weekly": weekly,
        "parts": parts,
        "paying_parent_fee": sum(paying),
        "paying_parent_fees": paying,
        "receiving_fees": receiving,
    }


def calculate(family: dict) -> dict:
    """The weekly amount, its parts and the fees (calculation.md 1, variations.md, money.md 2)."""
    family = family | {"rounding": family.get("rounding") or "final"}
    day = family["on"]
    benefits = [*(family.get("benefits") or []), *(family.get("partner_benefits") or [])]
    if unknown := [benefit for benefit in benefits if benefit not in LIST_1 | LIST_2]:
        raise ValueError(f"unknown benefit {unknown[0]}")
    if day < SCHEME_OPENS:
        raise Outside("the scheme opened on 10 December 2012")
    if day < UNIVERSAL_CREDIT and "universal-credit-no-earnings" in benefits:
        raise Outside("universal credit counts from 29 April 2013")

    # Reg 50: a child in equal day-to-day care is not counted.
    homes = [
        [child for child in parent["children"] if child.get("nights") != "equal"]
        for parent in family["receiving_parents"]
    ]
    n = sum(len(home) for home in homes)
    if n == 0:
        return answer(family, ("none", ZERO, [ZERO for _ in homes]), None)
    if family.get("default_decision"):
        # Reg 49; reg 57(1) refuses variations.
        amount = DEFAULT_RATE[min(n, 3)]
        return answer(family, ("default", amount, by_children(amount, homes)), None)

    income = income_without_variations(family)
    if family.get("nil_status"):
        return answer(family, with_nil_status(homes, family), income)
    outcome, reported = with_variations(income, homes, family)
    return answer(family, outcome, reported)

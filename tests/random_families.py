"""Random families in the words of families.md, crowded around the places where the law turns."""

import random
from datetime import date, timedelta
from fractions import Fraction

LIST_1 = (
    "retirement-pension",
    "state-pension",
    "incapacity-benefit",
    "contribution-based-jobseekers-allowance",
    "contributory-employment-and-support-allowance",
    "carers-allowance",
    "carer-support-payment",
    "maternity-allowance",
    "severe-disablement-allowance",
    "industrial-injuries-benefit",
    "widowed-mothers-allowance",
    "widowed-parents-allowance",
    "widows-pension",
    "war-disablement-pension",
    "war-widows-pension",
    "war-widowers-pension",
    "surviving-civil-partners-pension",
    "armed-forces-compensation",
    "training-allowance",
    "overseas-social-security-benefit",
)
LIST_2 = (
    "income-support",
    "income-based-jobseekers-allowance",
    "income-related-employment-and-support-allowance",
    "pension-credit",
)
UNIVERSAL_CREDIT = "universal-credit-no-earnings"
UNIVERSAL_CREDIT_FROM = date(2013, 4, 29)
NIL_STATUSES = (
    "child",
    "prisoner",
    "sentenced-in-hospital",
    "young-person-on-benefit",
    "youth-trainee",
    "care-home",
)
REG_70_STATUSES = ("child", "prisoner", "youth-trainee", "care-home")
NAMES = ("Ann", "Bea", "Cat", "Dee")
PERIODS = ("year", "month", "four-weeks", "fortnight", "week")
PER_WEEK = {
    "year": Fraction(7, 365),
    "month": Fraction(84, 365),
    "four-weeks": Fraction(1, 4),
    "fortnight": Fraction(1, 2),
    "week": Fraction(1),
}
CARE_EDGES = (52, 104, 156, 175)
AUTHORITY_EDGES = (52, 104, 156, 208, 260, 263)
DAYS = (28, 30, 84, 90, 91, 182, 183, 364, 365)

Money = tuple[Fraction, str]


def chance(rng: random.Random, percent: float) -> bool:
    """True so many times in a hundred."""
    return rng.random() * 100 < percent


def pounds(amount: Fraction) -> Fraction:
    """Whole pence, downwards, never below 0."""
    return Fraction(max(0, int(amount * 100)), 100)


def weekly(money: Money) -> Fraction:
    """A sum of some period as a weekly sum."""
    return money[0] * PER_WEEK[money[1]]


def near(rng: random.Random, target: Fraction | int, period: str | None = None) -> Money:
    """A sum of some period worth `target` a week, or within pence of it."""
    period = period or rng.choices(PERIODS, (3, 1, 1, 1, 4))[0]
    amount = pounds(Fraction(target) / PER_WEEK[period])
    step = rng.choice((-100, -2, -1, 0, 0, 0, 1, 2, 100))
    return pounds(amount + Fraction(step, 100)), period


def random_day(rng: random.Random) -> date:
    """A day, often beside a date of change."""
    edges = (
        date(2012, 12, 10),
        date(2013, 4, 29),
        date(2013, 11, 25),
        date(2014, 8, 11),
        date(2018, 12, 13),
    )
    if chance(rng, 45):
        edge = rng.choice(edges)
        return max(edges[0], edge + timedelta(days=rng.choice((-1, -1, 0, 0, 1))))
    if chance(rng, 30):
        return edges[0] + timedelta(days=rng.randrange(5000))
    return date(2026, 1, 1) + timedelta(days=rng.randrange(365))


def random_count(rng: random.Random, edges: tuple[int, ...]) -> int | tuple[int, int]:
    """Nights a year, or in a shorter period, mostly at an edge of a band."""
    if chance(rng, 20):
        days = rng.choice(DAYS)
        if chance(rng, 75):
            count = rng.choice(edges) * days // 365 + rng.choice((0, 0, 1))
        else:
            count = rng.randrange(days + 1)
        # Every night of a period is refused: people who say so mean that care is equal.
        return min(count, days - 1), days
    if chance(rng, 75):
        return rng.choice(edges) + rng.choice((-1, -1, 0, 0, 0, 1))
    return rng.randrange(366)


def random_child(rng: random.Random, style: str) -> dict:
    """One child; `style` colours the whole family."""
    if style == "none":
        return {"nights": 0}
    child: dict = {"nights": 0}
    if style == "half":
        child["nights"] = rng.choice((174, 175, 175, 176, 182, (88, 183), (14, 28)))
    elif style == "authority":
        child["local_authority_nights"] = rng.choice((259, 262, 263, 263, 264, 365, (66, 91)))
        if chance(rng, 30):
            child["nights"] = random_count(rng, CARE_EDGES)
        return child
    elif style == "equal":
        child["nights"] = "equal" if chance(rng, 70) else random_count(rng, CARE_EDGES)
    elif chance(rng, 60):
        what = rng.randrange(100)
        if what < 8:
            child["nights"] = "equal"
        elif what < 18:
            child["nights"] = "assumed"
        else:
            child["nights"] = random_count(rng, CARE_EDGES)
    if chance(rng, 12):
        child["local_authority_nights"] = random_count(rng, AUTHORITY_EDGES)
    return child


def random_parents(rng: random.Random) -> list[dict]:
    """One to four receiving parents with one to five children each."""
    style = rng.choices(("none", "mixed", "half", "authority", "equal"), (30, 50, 10, 5, 5))[0]
    count = rng.choices((1, 2, 3, 4), (45, 30, 15, 10))[0]
    return [
        {
            "name": name,
            "children": [
                random_child(rng, style)
                for _ in range(rng.choices((1, 2, 3, 4, 5), (45, 25, 15, 10, 5))[0])
            ],
        }
        for name in NAMES[:count]
    ]


def random_income(rng: random.Random, others: int) -> Money:
    """An income, mostly near a boundary of the rates."""
    cut = {0: 0, 1: 11, 2: 14}.get(others, 16)
    what = rng.randrange(100)
    if what < 10:
        return near(rng, rng.choice((5, 7)))
    if what < 22:
        return near(rng, 100)
    if what < 34:
        return near(rng, 200)
    if what < 44:
        return near(rng, Fraction(80000, 100 - cut))
    if what < 54:
        return near(rng, 3000)
    if what < 57:
        return Fraction(0), rng.choice(PERIODS)
    if what < 70:
        return near(rng, Fraction(rng.randrange(10000, 20000), 100))
    top = rng.choice((150, 1000, 1000, 4000, 6000))
    return near(rng, Fraction(rng.randrange(top * 100), 100))


def add_income(rng: random.Random, family: dict) -> None:
    """Income, perhaps with a second figure near the 25 % edge, perhaps with a pension."""
    others = family.get("other_children", 0)
    wanted = random_income(rng, others)
    pension: Money | None = None
    if chance(rng, 25):
        pension = near(rng, Fraction(rng.randrange(1, 20000), 100))
        target = weekly(wanted) + weekly(pension)
        period = pension[1] if chance(rng, 50) else None
        wanted = near(rng, target, period)
    if chance(rng, 55):
        family["income"] = wanted
    else:
        shape = rng.randrange(100)
        taken_off = weekly(pension) if pension else Fraction(0)
        after = max(Fraction(0), weekly(wanted) - taken_off)
        if shape < 70:
            other = near(rng, after * rng.choice((75, 75, 125, 125, 100)) / 100 + taken_off)
        elif shape < 80:
            other = near(rng, taken_off)
            if not pension:
                other = (Fraction(0), rng.choice(PERIODS))
        else:
            other = random_income(rng, others)
        if chance(rng, 15):
            family["current_income"] = wanted
        else:
            first, second = (wanted, other) if chance(rng, 60) else (other, wanted)
            family["income"], family["current_income"] = first, second
    figures = [weekly(family[key]) for key in ("income", "current_income") if key in family]
    if pension and weekly(pension) <= min(figures):
        family["pension"] = pension


def add_benefits(rng: random.Random, family: dict) -> None:
    """Benefits of the paying parent and the partner."""
    second: tuple[str, ...] = LIST_2
    if family["on"] >= UNIVERSAL_CREDIT_FROM:
        second = (*LIST_2, UNIVERSAL_CREDIT)
    own, partner = [], []
    if chance(rng, 60):
        own.append(rng.choice(LIST_1))
    if chance(rng, 20):
        own.append(rng.choice(second))
    if chance(rng, 25):
        partner.append(rng.choice(second))
    if chance(rng, 15):
        partner.append(rng.choice(LIST_1))
    if own:
        family["benefits"] = own
    if partner:
        family["partner_benefits"] = partner
    if chance(rng, 40):
        family["partner_also_pays"] = True


def random_expenses(rng: random.Random, family: dict) -> list[tuple[str, Fraction, str]]:
    """Special expenses, many beside 10 pounds a week or half the income."""
    kinds = ["contact", "prior-debt", "boarding-school", "boarding-school-fees", "former-home"]
    if family.get("other_children"):
        kinds.append("illness-or-disability")
    incomes = [weekly(family[key]) for key in ("income", "current_income") if key in family]
    income = incomes[-1] if incomes else Fraction(300)
    if "pension" in family:
        income -= weekly(family["pension"])
    entries = []
    for _ in range(rng.choices((1, 2, 3), (65, 25, 10))[0]):
        kind = rng.choice(kinds)
        what = rng.randrange(100)
        if what < 35:
            target = Fraction(10)
            if kind == "boarding-school-fees":
                target = Fraction(1000, 35)
            elif chance(rng, 25):
                target = Fraction(5)
        elif what < 50 and kind.startswith("boarding"):
            target = income / 2
            if kind == "boarding-school-fees":
                target = target * 100 / 35
        elif what < 70:
            # Down to a boundary of the rates.
            target = max(Fraction(0), income - rng.choice((7, 100, 200, 3000)))
        else:
            target = Fraction(rng.randrange(1, 30000), 100)
        amount, period = near(rng, target)
        entries.append((kind, amount, period))
        if chance(rng, 10):
            amount, period = near(rng, 5)
            entries.append((kind, amount, period))
    return entries


def random_additional(rng: random.Random, family: dict) -> list[tuple[str, Fraction, str | None]]:
    """Additional income, much of it beside a threshold."""
    entries: list[tuple[str, Fraction, str | None]] = []
    kinds = ["unearned", "assets", "diversion"]
    if family.get("nil_status") in REG_70_STATUSES or "benefits" in family or chance(rng, 10):
        kinds += ["earned-on-flat-or-nil"] * 3
    for _ in range(rng.choices((1, 2, 3), (65, 25, 10))[0]):
        kind = rng.choice(kinds)
        if family.get("nil_status") in ("sentenced-in-hospital", "young-person-on-benefit"):
            kind = rng.choice(("unearned", "assets", "diversion", "earned-on-flat-or-nil"))
        if kind == "assets":
            if chance(rng, 50):
                value = Fraction(31250) + Fraction(rng.choice((-100, -1, 0, 0, 1, 100)), 100)
            else:
                value = Fraction(rng.randrange(1, 40_000_000), 100)
            if chance(rng, 25):
                share = pounds(value / rng.choice((2, 3)))
                entries += [(kind, share, None), (kind, value - share, None)]
            else:
                entries.append((kind, value, None))
            continue
        if kind == "unearned" and chance(rng, 50):
            target = Fraction(2500) * PER_WEEK["year"]
        elif kind == "earned-on-flat-or-nil" and chance(rng, 50):
            target = Fraction(100)
        elif chance(rng, 35):
            target = Fraction(rng.choice((7, 93, 100, 200, 800, 3000)))
        else:
            target = Fraction(rng.randrange(1, rng.choice((20000, 100000, 400000))), 100)
        amount, period = near(rng, target)
        entries.append((kind, amount, period))
    return entries


def add_variations(rng: random.Random, family: dict) -> None:
    """Special expenses, additional income, or (seldom) both."""
    what = rng.randrange(100)
    if what < 45 or what >= 85:
        family["special_expenses"] = random_expenses(rng, family)
    if what >= 45:
        family["additional_income"] = random_additional(rng, family)
        found = [entry for entry in family["additional_income"] if entry[0] == "unearned"]
        if found and chance(rng, 40):
            worth = sum(entry[1] * PER_WEEK[entry[2]] for entry in found)
            family["unearned_pension"] = near(rng, worth * rng.choice((10, 30, 60, 100)) / 100)


def random_family(rng: random.Random) -> dict:
    """One coherent family; about three in five have no variation."""
    family: dict = {
        "on": random_day(rng),
        "rounding": rng.choice(("final", "each-step")),
        "receiving_parents": random_parents(rng),
    }
    if chance(rng, 40):
        family["other_children"] = rng.choices((1, 2, 3, 4), (50, 25, 15, 10))[0]
    if chance(rng, 20):
        family["arrangement_children"] = rng.choices((1, 2, 3), (70, 20, 10))[0]
    if chance(rng, 30):
        family["collect_and_pay"] = True
    if chance(rng, 40):
        family["fee_rounding"] = rng.choice(("instalment", "daily"))

    if chance(rng, 3):
        family["default_decision"] = True
        if chance(rng, 20):
            add_variations(rng, family)
        return family
    if chance(rng, 20):
        add_benefits(rng, family)
    if chance(rng, 8):
        family["nil_status"] = rng.choice(NIL_STATUSES)
    if income_needed(family) or chance(rng, 75):
        add_income(rng, family)
    if chance(rng, 40):
        add_variations(rng, family)
    return family


def income_needed(family: dict) -> bool:
    """False when a benefit, a nil status or equal care of all children settles the rate."""
    counting = [
        *family.get("benefits", ()),
        *(name for name in family.get("partner_benefits", ()) if name not in LIST_1),
    ]
    everyone = [child for parent in family["receiving_parents"] for child in parent["children"]]
    return not (
        counting or "nil_status" in family or all(child["nights"] == "equal" for child in everyone)
    )

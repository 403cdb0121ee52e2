"""Random cases with payments in the words of the case file, crowded around the turns."""

import random
from calendar import monthrange
from datetime import date, timedelta

NAMES = ("Ann", "Bea", "Cat")
FEES = date(2014, 8, 11)
NEWEST = date(2026, 11, 20)
COLUMNS = (
    "date",
    "amount",
    "receiving_parent",
    "method",
    "reference",
    "paid_for",
    "evidence",
    "agreed",
    "note",
)
KINDS = (
    "opening-balance",
    "write-off",
    "set-off",
    "third-party-payment",
    "voluntary-payment",
    "refund",
    "enforcement-fee",
)


def chance(rng: random.Random, percent: float) -> bool:
    """True so many times in a hundred."""
    return rng.random() * 100 < percent


def money(pence: int) -> str:
    """Pence as the text of an amount."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def later(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days=days)


def anniversary(day: date, years: int) -> date:
    """The same day in another year, 28 February for a 29th that is not there."""
    last = monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def between(rng: random.Random, first: date, last: date) -> date:
    """A day from first to last, both included."""
    return later(first, rng.randint(0, max(0, (last - first).days)))


def month_end(day: date, wanted: int) -> date:
    """The 29th, 30th or 31st of that month, or its last day."""
    return day.replace(day=min(wanted, monthrange(day.year, day.month)[1]))


def random_span(rng: random.Random) -> tuple[date, date]:
    """Effective date and as-at date."""
    what = rng.randrange(100)
    if what < 25:
        start = between(rng, date(2012, 12, 10), date(2014, 8, 20))
    elif what < 40:
        start = rng.choice(
            (
                date(2016, 2, 29),
                date(2020, 2, 29),
                date(2024, 2, 29),
                date(2023, 3, 1),
                date(2019, 12, 31),
                date(2022, 1, 31),
                FEES,
                later(FEES, -1),
                later(FEES, 1),
                later(FEES, -7),
            )
        )
    else:
        start = between(rng, date(2014, 8, 1), date(2025, 12, 31))
    what = rng.randrange(100)
    if what < 5:
        length = rng.randrange(15)
    elif what < 20:
        length = rng.randrange(14, 250)
    elif what < 88:
        length = rng.randrange(250, 1100)
    else:
        length = rng.randrange(1100, 1600)
    as_at = later(start, length)
    if chance(rng, 15):
        # The end of a week of the case, or beside it.
        as_at = later(start, length // 7 * 7 + rng.choice((5, 6, 7)))
    elif chance(rng, 10):
        as_at = month_end(as_at, 31)
    return start, max(start, min(as_at, NEWEST))


def random_child(rng: random.Random, place: int, parent: str, start: date, as_at: date) -> dict:
    """A child; many begin or stop to count within the case."""
    child: dict = {"name": f"C{place}"}
    extra: dict = {}
    what = rng.randrange(100)
    middle = between(rng, start, as_at)
    if what < 50:
        born = later(start, -rng.randrange(1, 12 * 365))
        if chance(rng, 8):
            born = date(born.year // 4 * 4, 2, 29)
            if born > start:
                born = date(born.year - 4, 2, 29)
    elif what < 60:
        # The 20th birthday within the case.
        born = anniversary(middle, -20)
    elif what < 75:
        # Leaves education, at 15 to 19.
        born = anniversary(later(middle, -rng.randrange(365)), -rng.randint(15, 18))
        extra["left_education"] = middle
        if chance(rng, 30):
            extra["left_education"] = date(middle.year, rng.choice((2, 5, 8, 11)), 28)
            if chance(rng, 70):
                extra["left_education"] = month_end(extra["left_education"], 31)
    elif what < 82:
        # Born within the case.
        born = middle
    elif what < 90:
        born = later(start, -rng.randrange(1, 10 * 365))
        extra["from"] = middle
    else:
        born = later(start, -rng.randrange(15 * 365, 19 * 365))
    if chance(rng, 20):
        first = max(start, born, extra.get("from", start))
        extra["until"] = between(rng, later(first, 1), max(later(as_at, 30), later(first, 2)))
    return child | {"born": born, "lives_with": parent} | extra


def random_weekly(rng: random.Random) -> int:
    """A weekly amount in pence."""
    what = rng.randrange(100)
    if what < 14:
        return 0
    if what < 22:
        return rng.choice((1, 3, 7, 13, 18, 50, 99, 350, 700))
    if what < 45:
        return rng.choice((700, 1000, 2500, 4346, 5000, 6320, 7000, 10000))
    return rng.randrange(700, 25000)


def random_decisions(rng: random.Random, parent: str, first: date, as_at: date) -> list[dict]:
    """Decisions for one receiving parent, in order of date."""
    starts = {first}
    for _ in range(rng.choices((0, 1, 2, 3, 5, 8), (15, 25, 25, 20, 10, 5))[0]):
        day = between(rng, later(first, 1), max(as_at, later(first, 1)))
        if chance(rng, 15):
            day = anniversary(first, rng.randint(1, 3))
        elif chance(rng, 10):
            day = later(first, 7 * rng.randint(1, 60))
        elif chance(rng, 5):
            day = later(as_at, rng.randint(1, 60))
        starts.add(day)
    rows = []
    before = None
    for day in sorted(starts):
        weekly = random_weekly(rng)
        if before is None and weekly == 0 and chance(rng, 70):
            weekly = 5000
        if before is not None and chance(rng, 8):
            weekly = before
        row = {"from": day, "receiving_parent": parent, "weekly": money(weekly)}
        if chance(rng, 15):
            row["letter_dated"] = later(day, rng.randint(1, 60))
        if chance(rng, 10):
            row["reference"] = f"letter {rng.randrange(1000)}"
        rows.append(row)
        before = weekly
    return rows


def add_facts(rng: random.Random, case: dict, as_at: date) -> None:
    """Income, nights and other children from the effective date."""
    start = case["effective_date"]

    def days_of_rows(most: int) -> list[date]:
        found = {start}
        for _ in range(rng.randint(0, most)):
            found.add(between(rng, start, as_at))
        return sorted(found)

    case["income"] = []
    for day in days_of_rows(3):
        basis = rng.choices(("historic", "estimated", "none"), (75, 15, 10))[0]
        row: dict = {"from": day, "basis": basis}
        if basis != "none":
            per = rng.choice(("year", "year", "year", "month", "four-weeks", "fortnight", "week"))
            times = {"year": 52, "month": 4, "four-weeks": 4, "fortnight": 2, "week": 1}[per]
            top = rng.choice((12000, 25000, 70000, 150000, 350000))
            row["amount"] = money(rng.randrange(top) * times)
            row["per"] = per
        case["income"].append(row)
    names = [child["name"] for child in case["child"]]
    if chance(rng, 70):
        case["nights"] = []
        for day in days_of_rows(3):
            row = {"from": day, "nights": rng.choice((0, 20, 51, 52, 103, 104, 156, 174, 175, 182))}
            if chance(rng, 40):
                row["child"] = rng.choice(names)
            case["nights"].append(row)
    if chance(rng, 40):
        case["other_children"] = [
            {"from": day, "count": rng.randint(0, 4)} for day in days_of_rows(2)
        ]


def random_plans(rng: random.Random, names: list[str], start: date, as_at: date) -> list[dict]:
    """[[plan]] rows; no two begin on one day."""
    rows: list[dict] = []
    taken: set[date] = set()
    day = start if chance(rng, 60) else between(rng, start, min(as_at, later(start, 250)))
    for _ in range(rng.choices((1, 2, 3, 4), (50, 30, 15, 5))[0]):
        while day in taken:
            day = later(day, 1)
        taken.add(day)
        every = rng.choices(("week", "fortnight", "four-weeks", "month"), (15, 15, 20, 50))[0]
        first = later(day, rng.choice((0, 0, 1, rng.randrange(31), rng.randrange(92))))
        if every == "month" and chance(rng, 45):
            first = month_end(first, rng.choice((29, 30, 31)))
        row = {"from": day, "every": every, "first_due": max(first, day)}
        if len(names) > 1 and chance(rng, 35):
            row["receiving_parent"] = rng.choice(names)
        rows.append(row)
        what = rng.randrange(100)
        if what < 30:
            day = anniversary(rows[0]["from"], rng.randint(1, 2))
        elif what < 45:
            day = later(rng.choice(rows)["from"], rng.choice((363, 364, 365, 366, 728, 729)))
        else:
            day = between(rng, start, max(later(as_at, 20), start))
    rows.sort(key=lambda row: row["from"])
    return rows


def random_service(rng: random.Random, start: date, as_at: date) -> str | list[dict]:
    """A service for all time, or rows of it."""
    if chance(rng, 50):
        return rng.choice(("collect-and-pay", "collect-and-pay", "direct-pay"))
    starts = {start}
    for _ in range(rng.choices((0, 1, 2, 3), (10, 45, 30, 15))[0]):
        day = between(rng, start, later(as_at, 10))
        if start < FEES < as_at and chance(rng, 50):
            day = max(start, later(FEES, rng.randint(-10, 10)))
        starts.add(day)
    rows = []
    service = rng.choice(("direct-pay", "collect-and-pay"))
    for day in sorted(starts):
        rows.append({"from": day, "service": service})
        if not chance(rng, 10):
            service = "direct-pay" if service == "collect-and-pay" else "collect-and-pay"
    return rows


def random_adjustments(
    rng: random.Random, names: list[str], start: date, as_at: date
) -> list[dict]:
    """Adjustments of every kind."""
    rows = []
    for _ in range(rng.choices((0, 1, 2, 3, 5), (35, 25, 20, 12, 8))[0]):
        kind = rng.choice(KINDS)
        on = between(rng, start, as_at)
        if kind == "opening-balance" and chance(rng, 80):
            on = start
        elif chance(rng, 4):
            on = later(as_at, rng.randint(1, 30))
        pence = rng.randrange(1, rng.choice((1000, 20000, 100000)))
        if kind == "enforcement-fee":
            pence = rng.choice((5000, 20000, 30000))
        if kind == "opening-balance" and chance(rng, 25):
            pence = -pence
        row = {
            "on": on,
            "receiving_parent": rng.choice(names),
            "kind": kind,
            "amount": money(pence),
        }
        if chance(rng, 20):
            row["note"] = rng.choice(('agreed "in full"', "see the letter, page 2", "A\\B"))
        rows.append(row)
    return rows


def random_payments(rng: random.Random, case: dict, as_at: date) -> list[dict]:
    """Payments of every receiving parent from effective_date to the as-at date."""
    start = case["effective_date"]
    names = [parent["name"] for parent in case["receiving_parent"]]
    marking = chance(rng, 30)
    methods = rng.choice((("",), ("",), ("", "", "passed-on"), ("", "direct", "passed-on")))
    rows: list[dict] = []
    for name in names:
        if chance(rng, 6):
            continue
        decisions = [row for row in case.get("decision", []) if row["receiving_parent"] == name]

        def weekly_on(day: date, name: str = name, decisions: list[dict] = decisions) -> int:
            held = [row for row in decisions if row["from"] <= day]
            here = [
                child
                for child in case["child"]
                if child["lives_with"] == name
                and max(child["born"], child.get("from", start)) <= day
                and day < min(child.get("until", NEWEST), anniversary(child["born"], 20))
                and day < case.get("end_date", NEWEST)
            ]
            if not here and careful < 60:
                return 0
            return round(float(held[-1]["weekly"]) * 100) if held else 4500

        step = rng.choice((7, 7, 14, 28, 30, 30, 61))
        loading = rng.choice((0.7, 1.0, 1.0, 1.2, 1.2))
        careful = rng.choice((5, 30, 60))  # of a hundred payments, so many are odd
        found: list[tuple[date, int]] = []
        # Seldom more than fifty payments.
        day = later(start, rng.randrange(step + 1))
        while day <= as_at and len(found) < 55:
            amount = weekly_on(day) * step / 7 * loading
            on = day
            if chance(rng, careful):
                what = rng.randrange(8)
                if what == 0:
                    amount = 0
                elif what == 1:
                    amount *= rng.random()
                elif what == 2:
                    amount *= rng.choice((0.5, 0.9, 1.1, 1.5))
                elif what == 3:
                    on = later(on, rng.randint(1, 40))
                elif what == 4:
                    on = later(on, -rng.randint(1, 20))
                elif what == 5:
                    amount += rng.choice((-1, 1))
                elif what == 6:
                    half = amount / 2
                    found.append((on, round(half)))
                    amount -= round(half)
                else:
                    amount = rng.randrange(1, rng.choice((100, 5000, 30000)))
            found.append((on, round(amount)))
            day = later(day, step)
        if chance(rng, 15):
            found.append((between(rng, start, as_at), rng.randrange(10000, 200000)))
        for on, pence in found:
            if pence <= 0 or not start <= on <= as_at:
                continue
            paid_for = ""
            if marking and chance(rng, 50):
                about = max(start, min(as_at, later(on, rng.randint(-60, 30))))
                if chance(rng, 5):
                    about = later(as_at, rng.randint(0, 40))
                paid_for = about.isoformat()
                if chance(rng, 50):
                    paid_for = paid_for[:7]
            rows.append(
                {
                    "date": on.isoformat(),
                    "amount": money(pence),
                    "receiving_parent": "" if len(names) == 1 and chance(rng, 50) else name,
                    "method": rng.choice(methods),
                    "reference": f"R{rng.randrange(1000)}" if chance(rng, 20) else "",
                    "paid_for": paid_for,
                    "evidence": "bank, page 3" if chance(rng, 5) else "",
                    "agreed": rng.choice(("", "", "", "yes")),
                    "note": 'says "rent"' if chance(rng, 3) else "",
                }
            )
    if chance(rng, 30):
        rng.shuffle(rows)
    else:
        rows.sort(key=lambda row: row["date"])
    return [{**row, "source": f"payments.csv:{place + 2}"} for place, row in enumerate(rows)]


def random_options(rng: random.Random, case: dict) -> dict:
    """Keyword options of the ledger."""
    options: dict = {}
    if chance(rng, 30):
        options["basis"] = rng.choice(("accrual", "plan") if "plan" in case else ("accrual",))
    if "income" in case and chance(rng, 30):
        choices = ("calculation", "decision") if "decision" in case else ("calculation",)
        options["liability"] = rng.choice(choices)
    if chance(rng, 50):
        options["allocate"] = rng.choice(("oldest-first", "current-first", "as-marked"))
    if chance(rng, 30):
        options["fee_rounding"] = rng.choice(("instalment", "daily"))
    if chance(rng, 35):
        options["fee_split"] = rng.choice(("proportional", "maintenance-first"))
    if chance(rng, 40):
        options["grace"] = rng.choice((0, 1, 3, 7, 14, 60))
    if chance(rng, 60):
        options["by"] = rng.choice(("week", "month", "quarter", "year", "none"))
    return options


def random_case(rng: random.Random) -> tuple[dict, list[dict], date, dict]:
    """A case file as tomllib reads it, payments, an as-at date, keyword options."""
    start, as_at = random_span(rng)
    names = list(NAMES[: rng.choices((1, 2, 3), (60, 28, 12))[0]])
    case: dict = {"schema": "cmscalc.case/1"}
    if chance(rng, 20):
        case["title"] = "Example"
    case["effective_date"] = start
    case["service"] = random_service(rng, start, as_at)
    if chance(rng, 12):
        case["end_date"] = between(rng, later(start, 1), later(as_at, 20))
    case["paying_parent"] = "Pat"
    case["receiving_parent"] = [{"name": name} for name in names]

    homes = names + [rng.choice(names) for _ in range(max(0, rng.randint(1, 4) - len(names)))]
    case["child"] = [
        random_child(rng, place + 1, home, start, as_at) for place, home in enumerate(homes)
    ]
    decided = [(name, start) for name in names]
    if chance(rng, 14):
        add_facts(rng, case, as_at)
        decided = [
            (name, between(rng, start, as_at) if chance(rng, 60) else start)
            for name in names
            if chance(rng, 50)
        ]
    rows = [row for name, first in decided for row in random_decisions(rng, name, first, as_at)]
    if rows:
        if chance(rng, 50):
            rows.sort(key=lambda row: row["from"])
        case["decision"] = rows
    if chance(rng, 45):
        case["plan"] = random_plans(rng, names, start, as_at)
    rows = random_adjustments(rng, names, start, as_at)
    if rows:
        case["adjustment"] = rows
    if chance(rng, 40):
        case["balance"] = [
            {
                "on": between(rng, start, as_at),
                "receiving_parent": rng.choice(names),
                "arrears": money(rng.randrange(-20000, 300000)),
            }
            for _ in range(rng.randint(1, 3))
        ]
    return case, random_payments(rng, case, as_at), as_at, random_options(rng, case)


# --- Writers -------------------------------------------------------------------------------------


def toml_value(value: object) -> str:
    """A string, whole number or date in TOML."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, date):
        return value.isoformat()
    assert isinstance(value, int), value
    return str(value)


def as_toml(case: dict) -> str:
    """The case as a TOML case file."""
    lines = [
        f"{key} = {toml_value(value)}" for key, value in case.items() if not isinstance(value, list)
    ]
    for key, rows in case.items():
        if isinstance(rows, list):
            for row in rows:
                lines += ["", f"[[{key}]]"]
                lines += [f"{name} = {toml_value(value)}" for name, value in row.items()]
    return "\n".join(lines) + "\n"


def csv_field(text: str) -> str:
    """A field, in quotes where needed."""
    if any(mark in text for mark in ',"\n'):
        escaped = text.replace('"', '""')
        return f'"{escaped}"'
    return text


def as_csv(payments: list[dict]) -> str:
    """The payments as a CSV file; row i is on line i + 2."""
    lines = [",".join(COLUMNS)]
    lines += [",".join(csv_field(row.get(column, "")) for column in COLUMNS) for row in payments]
    return "\n".join(lines) + "\n"

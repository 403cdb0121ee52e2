"""A second, independent ledger of a child maintenance case: a test oracle.

Written apart, from the rules of docs/explain/ledger.md and the law; it shares no code with cmscalc.
Plain day-by-day dictionaries, slow on purpose. Sums are in whole pence.

Supported for days without a decision (handed to second_calculator): [[income]] rows with the basis
historic, estimated or none; [[nights]]; [[other_children]]. Not current, pension, benefits, nil
status, equal care, arrangements, local authority care or variations.

CHOICES where the rules leave room:

 1. A day without a counted child is 0 for that day only; a later child starts liability again.
 2. A service row with the same service as before changes nothing and cuts nothing.
 3. A week "cut by E": its last piece does not end at E for another reason (whole week, new
    service, 11 August 2014, first plan). Only a cut piece is not yet judged late.
 4. Plan charges of 0 are left out too. Two charges on one day stay two, the gap first.
 5. "Up to the first charge due on or after d": by day, so every charge due that day.
 6. Enforcement fees are paid by payments to the receiving parent the row names.
 7. A gap ends at the next row's `from`, if that comes before the anniversary; that row's first due.
 8. A gap is due on its end only when every later day is 0.
 9. Left-over money is allocated at once to later charges and refunds up to the as-at date, oldest
    first, also before a later payment marked for one of them.
10. The current charge, of charges above 0 that are charged: the last one in order that has begun.
11. Passed-on money is grossed up from 11 August 2014 whatever the service of the day.
12. Adjustments after the as-at date are out; a quarter that owes 0 has label None.
13. `agreed` and `evidence` change nothing.
"""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from second_calculator import calculate

FEES = date(2014, 8, 11)
LAW_DAYS = (
    date(2012, 12, 10),
    date(2013, 4, 29),
    date(2013, 11, 25),
    date(2014, 8, 11),
    date(2018, 12, 13),
)
INSTALMENTS = {"week": 52, "fortnight": 26, "four-weeks": 13, "month": 12}
GAP_DAYS = {"week": 7, "fortnight": 14, "four-weeks": 28}
SIGNS = {
    "opening-balance": 1,
    "refund": 1,
    "write-off": -1,
    "set-off": -1,
    "third-party-payment": -1,
    "voluntary-payment": -1,
}
ONE_DAY = timedelta(days=1)


# --- Small things --------------------------------------------------------------------------------


def half_up(x):
    """Whole pence, half a penny up."""
    return floor(Fraction(x) + Fraction(1, 2))


def pence(text):
    """The pence of "63.20"."""
    exact = Fraction(str(text)) * 100
    assert exact.denominator == 1, text
    return int(exact)


def days(first, end):
    """Every day from first, not end."""
    while first < end:
        yield first
        first += ONE_DAY


def month_of_day(year, month, day):
    """That day of the month, or the month's last; months may run past 12 or below 1."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


def years_later(day, years):
    """The anniversary; 28 February for 29 February in common years."""
    return month_of_day(day.year + years, day.month, day.day)


def latest(rows, day):
    """The row that holds on a day, or None: the last to have begun."""
    found = None
    for row in rows:
        if row["from"] <= day and (found is None or row["from"] >= found["from"]):
            found = row
    return found


# --- Liability -----------------------------------------------------------------------------------


def terminal_date(born, left):
    """The last day a leaver is a child."""
    a = left
    while not (a.month in (2, 5, 8, 11) and (a + ONE_DAY).month != a.month):
        a += ONE_DAY
    sixteen = years_later(born, 16)
    b = sixteen
    while not (b.month == 8 and b.day == 31):
        b += ONE_DAY
    return max(a, b)


def counted_days(case, child):
    """First day a child counts, and first day no longer."""
    first = max(case["effective_date"], child["born"])
    if "from" in child:
        first = max(first, child["from"])
    end = years_later(child["born"], 20)
    if "until" in child:
        end = min(end, child["until"])
    if "left_education" in child:
        end = min(end, terminal_date(child["born"], child["left_education"]) + ONE_DAY)
    return first, end


def calculated(case, names, here, day, memo):
    """Pence a week of every receiving parent by the second calculator, for the facts of a day."""
    income = latest(case.get("income", []), day)
    assert income is not None, f"no income row for {day}"
    others = latest(case.get("other_children", []), day)
    parents = []
    for name in names:
        children = []
        for child in here[name]:
            rows = [
                row for row in case.get("nights", []) if row.get("child") in (None, child["name"])
            ]
            row = latest(rows, day)
            children.append({"nights": row["nights"] if row else 0})
        parents.append({"name": name, "children": children})
    family = {
        "on": day,
        "rounding": "final",
        "receiving_parents": parents,
        "other_children": others["count"] if others else 0,
    }
    if income["basis"] == "none":
        family["default_decision"] = True
    elif income["basis"] in ("historic", "estimated"):
        family["income"] = (Fraction(income["amount"]), income["per"])
    else:
        raise NotImplementedError(income["basis"])
    # The same facts under the same law give the same answer.
    key = repr(
        (
            [[child["nights"] for child in parent["children"]] for parent in parents],
            family["other_children"],
            family.get("income"),
            [day >= law_day for law_day in LAW_DAYS],
        )
    )
    if key not in memo:
        memo[key] = calculate(family)["parts"]
    return dict(zip(names, memo[key], strict=True))


def weekly_by_day(case, names, liability, last):
    """{name: {day: weekly pence}} for every day from effective_date to last."""
    memo = {}
    start = case["effective_date"]
    table = {name: {} for name in names}
    spans = [(child, *counted_days(case, child)) for child in case["child"]]
    decisions = {name: [] for name in names}
    if liability == "decision":
        for row in case.get("decision", []):
            decisions[row["receiving_parent"]].append(row)
    for day in days(start, last + ONE_DAY):
        ended = "end_date" in case and day >= case["end_date"]
        here = {name: [] for name in names}
        for child, first, end in spans:
            if first <= day < end:
                here[child["lives_with"]].append(child)
        figures = None
        for name in names:
            decision = latest(decisions[name], day)
            if ended or not here[name]:
                table[name][day] = 0
            elif decision is not None:
                table[name][day] = pence(decision["weekly"])
            else:
                if figures is None:
                    figures = calculated(case, names, here, day, memo)
                table[name][day] = figures[name]
    return table


def running_sums(weekly, start, last):
    """{day: sum of the weekly pence of the days before it}."""
    sums = {start: 0}
    for day in days(start, last + ONE_DAY):
        sums[day + ONE_DAY] = sums[day] + weekly[day]
    return sums


def services_by_day(case, last):
    """{day: the service}."""
    rows = case["service"]
    found = {}
    for day in days(case["effective_date"], last + ONE_DAY):
        found[day] = rows if isinstance(rows, str) else latest(rows, day)["service"]
    return found


# --- Charges -------------------------------------------------------------------------------------


def signed_fee(amount):
    """20 % of a charge; of a negative charge, minus that of the positive amount."""
    fee = half_up(Fraction(abs(amount), 5))
    return fee if amount >= 0 else -fee


def fee_applies(day, service):
    """Is the paying parent's fee due on maintenance of this day?"""
    return day >= FEES and service[day] == "collect-and-pay"


def weekly_charges(start, stop, plan_from, weekly, cum, service, fee_rounding):
    """Running accrual: weeks of the case, cut at changes of service, at the fees' day, at stop."""

    def begins(day):
        return (
            (day - start).days % 7 == 0
            or service[day] != service[day - ONE_DAY]
            or day in (FEES, plan_from)
        )

    end = stop if plan_from is None else min(stop, plan_from)
    charges = []
    begin = start
    while begin < end:
        to = begin + ONE_DAY
        while to < end and not begins(to):
            to += ONE_DAY
        amount = cum(to) - cum(begin)
        fee = 0
        if fee_applies(begin, service):
            if fee_rounding == "daily":
                for day in days(begin, to):
                    fee += half_up(Fraction(weekly[day], 5 * 7))
            else:
                fee = signed_fee(amount)
        if amount != 0:
            charges.append(
                {
                    "begin": begin,
                    "due": to - ONE_DAY,
                    "amount": amount,
                    "fee": fee,
                    "whole": begins(to),
                }
            )
        begin = to
    return charges


def dues_of_year(row, k):
    """The due days of plan year k of a row."""
    first = years_later(row["first_due"], k)
    found = []
    for i in range(INSTALMENTS[row["every"]]):
        if row["every"] == "month":
            found.append(month_of_day(first.year, first.month + i, row["first_due"].day))
        else:
            found.append(first + timedelta(days=i * GAP_DAYS[row["every"]]))
    return found


def plan_charges(rows, weekly, sums, cum, service, limit, last):
    """All charges of the plan rows of one receiving parent, of plan years that begin by limit."""
    found = []
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        cut = following["from"] if following else None
        k = 0
        while True:
            r = years_later(row["from"], k)
            if r > limit or (cut is not None and r >= cut):
                break
            next_r = years_later(row["from"], k + 1)
            end = r + timedelta(days=364)
            dues = dues_of_year(row, k)
            n = len(dues)

            # The schedule at the start of the year.
            total = weekly[r] * 52
            each = half_up(Fraction(total, n))
            schedule = [(due, each) for due in dues[:-1]]
            schedule.append((dues[-1], total - each * (n - 1)))

            # Each change.
            for c in days(r + ONE_DAY, end):
                if cut is not None and c >= cut:
                    break
                new = weekly[c]
                if new == weekly[c - ONE_DAY]:
                    continue
                schedule = [entry for entry in schedule if entry[0] < c]
                kept = sum(amount for _, amount in schedule)
                total = half_up(Fraction(sums[c] + new * (end - c).days, 7)) - cum(r)
                rest = total - kept
                left = [due for due in dues if due >= c]
                if new > 0 and rest > 0 and left:
                    each = half_up(Fraction(rest, len(left)))
                    if each * (len(left) - 1) > rest:
                        each = rest // (len(left) - 1)
                    for due in left[:-1]:
                        schedule.append((due, each))
                    schedule.append((left[-1], rest - each * (len(left) - 1)))
                elif rest < 0:
                    schedule.append((c, rest))
                elif rest > 0:
                    schedule.append((left[0] if left else c, rest))

            # Cut short by the next row.
            if cut is not None and cut < end:
                schedule = [entry for entry in schedule if entry[0] < cut]
                rest = cum(cut) - cum(r) - sum(amount for _, amount in schedule)
                schedule.append((cut, rest))
                found += schedule
                break
            found += schedule

            # The days between the reference period and the anniversary.
            gap_end = next_r if cut is None else min(next_r, cut)
            amount = cum(gap_end) - cum(end)
            if all(weekly[day] == 0 for day in days(gap_end, last)):
                due = gap_end
            elif cut is not None and cut <= next_r:
                due = following["first_due"]
            else:
                due = dues_of_year(row, k + 1)[0]
            found.append((due, amount))
            k += 1

    charges = []
    for due, amount in found:
        if amount == 0:
            continue
        fee = 0
        if due <= last and fee_applies(due, service):
            fee = signed_fee(amount)
        charges.append({"begin": due, "due": due, "amount": amount, "fee": fee, "whole": True})
    return charges


# --- Payments ------------------------------------------------------------------------------------


def split_payments(rows, adjustments, charges, service, fee_split):
    """What of each payment (in order) is maintenance, paying parent's fee, 4 %, enforcement."""
    maintenance_paid = fees_paid = enforcement_paid = 0
    split = []
    for row in rows:
        d, amount, method = row["date"], row["amount"], row["method"]
        m, f, four, taken = amount, 0, 0, 0
        # What is still owed of the time before fees bears none; the oldest is paid first.
        old = 0
        for charge in charges:
            if charge["due"] <= d and (charge["due"] < FEES or charge["amount"] < 0):
                old += charge["amount"]
        for adjustment in adjustments:
            if adjustment["kind"] != "enforcement-fee" and adjustment["on"] <= d:
                signed = SIGNS[adjustment["kind"]] * adjustment["pence"]
                if adjustment["on"] < FEES or signed < 0:
                    old += signed
        old = max(0, old - maintenance_paid)
        if method == "passed-on":
            if d >= FEES:
                whole, amount = amount, max(0, amount - old)
                m = half_up(Fraction(amount * 100, 96))
                # Two amounts can leave the same after the fee: then the one that is charged.
                charged = [charge["amount"] for charge in charges]
                if m not in charged:
                    for other in (m - 1, m + 1):
                        if other in charged and other - half_up(Fraction(other * 4, 100)) == amount:
                            m = other
                            break
                four = m - amount
                m, amount = m + whole - amount, whole
        elif service[d] == "direct-pay" or method == "direct" or d < FEES:
            pass
        else:
            # What is due by then.
            after = [charge["due"] for charge in charges if charge["due"] >= d]
            upto = min(after) if after else None
            maintenance_due = fees_due = 0
            for charge in charges:
                if upto is None or charge["due"] <= upto:
                    maintenance_due += charge["amount"]
                    fees_due += charge["fee"]
            enforcement = 0
            for adjustment in adjustments:
                if adjustment["on"] <= d:
                    if adjustment["kind"] == "enforcement-fee":
                        enforcement += adjustment["pence"]
                    else:
                        maintenance_due += SIGNS[adjustment["kind"]] * adjustment["pence"]
            maintenance_open = max(0, maintenance_due - maintenance_paid)
            fees_open = max(0, fees_due - fees_paid)
            enforcement_open = enforcement - enforcement_paid

            if fee_split == "proportional":
                m = half_up(Fraction(amount * 5, 6))
                f = amount - m
                if f > fees_open:
                    room = max(0, maintenance_due - maintenance_paid - m)
                    x = min(f - fees_open, room)
                    m += x
                    f -= x
                spare_m = max(0, m - maintenance_open)
                # Last of all: only what neither maintenance nor the collection fee wants.
                taken = min(max(0, amount - maintenance_open - fees_open), enforcement_open)
                from_m = min(taken, spare_m)
                m -= from_m
                f -= taken - from_m
            else:
                m = min(amount, maintenance_open)
                rest = amount - m
                f = min(rest, fees_open)
                rest -= f
                taken = min(rest, enforcement_open)
                rest -= taken
                m += rest
            four = half_up(Fraction(max(0, m - old) * 4, 100))
        maintenance_paid += m
        fees_paid += f
        enforcement_paid += taken
        split.append({**row, "m": m, "f": f, "four": four, "enforcement": taken})
    return split


# --- Attribution ---------------------------------------------------------------------------------


def attribute(charges, adjustments, split, allocation):
    """The items with what covers them, and the allocations of payments."""
    items = []
    covers = []
    for place, adjustment in enumerate(adjustments):
        if adjustment["kind"] == "enforcement-fee":
            continue
        signed = SIGNS[adjustment["kind"]] * adjustment["pence"]
        if signed > 0:
            items.append(
                {
                    "date": adjustment["on"],
                    "order": (adjustment["on"], 0, place),
                    "amount": signed,
                    "charge": None,
                }
            )
        elif signed < 0:
            covers.append(
                {
                    "date": adjustment["on"],
                    "order": (adjustment["on"], 0, place),
                    "amount": -signed,
                    "payment": None,
                }
            )
    for place, charge in enumerate(charges):
        if charge["amount"] > 0:
            items.append(
                {
                    "date": charge["due"],
                    "order": (charge["due"], 1, place),
                    "amount": charge["amount"],
                    "charge": charge,
                }
            )
        else:
            covers.append(
                {
                    "date": charge["due"],
                    "order": (charge["due"], 1, place),
                    "amount": -charge["amount"],
                    "payment": None,
                }
            )
    for place, row in enumerate(split):
        covers.append(
            {
                "date": row["date"],
                "order": (row["date"], 2, place),
                "amount": row["m"],
                "payment": row,
            }
        )
    items.sort(key=lambda item: item["order"])
    covers.sort(key=lambda cover: cover["order"])
    for item in items:
        item["left"] = item["amount"]
        item["covered"] = []

    def current(day):
        found = []
        for item in items:
            if item["charge"] is not None and item["charge"]["begin"] <= day:
                found = [item]
        return found

    allocations = []
    for cover in covers:
        payment = cover["payment"]
        first = []
        if payment is not None and allocation == "current-first":
            first = current(cover["date"])
        elif payment is not None and allocation == "as-marked":
            mark = payment["paid_for"]
            if len(mark) == 7:
                for item in items:
                    if item["charge"] is not None and item["date"].isoformat()[:7] == mark:
                        first.append(item)
            elif mark:
                first = current(date.fromisoformat(mark))
        left = cover["amount"]
        for item in first + items:
            part = min(left, item["left"])
            if part <= 0:
                continue
            left -= part
            item["left"] -= part
            item["covered"].append((cover["date"], part))
            if payment is not None:
                allocations.append(
                    {"payment": payment["source"], "to": item["date"], "amount": part}
                )
    return items, allocations


def missed_of(items, as_at, grace):
    """Charges not wholly covered by due + grace."""
    found = []
    for item in items:
        charge = item["charge"]
        if charge is None or not charge["whole"]:
            continue
        judged = charge["due"] + timedelta(days=grace)
        if judged > as_at:
            continue
        in_time = sum(part for day, part in item["covered"] if day <= judged)
        short = item["amount"] - in_time
        if short == 0:
            continue
        until = as_at
        if item["left"] == 0:
            until = max(day for day, _ in item["covered"])
        found.append(
            {
                "due": charge["due"],
                "amount": item["amount"],
                "short": short,
                "days_late": (until - charge["due"]).days,
            }
        )
    return found


def ageing_of(items, as_at):
    """What is uncovered, by age."""
    three = month_of_day(as_at.year, as_at.month - 3, as_at.day)
    twelve = month_of_day(as_at.year, as_at.month - 12, as_at.day)
    found = {"under_3_months": 0, "3_to_12_months": 0, "over_12_months": 0}
    for item in items:
        if item["date"] > three:
            found["under_3_months"] += item["left"]
        elif item["date"] > twelve:
            found["3_to_12_months"] += item["left"]
        else:
            found["over_12_months"] += item["left"]
    return found


# --- Periods -------------------------------------------------------------------------------------


def periods_of(start, end, by):
    """The periods from start to end, cut by the calendar or at the weeks of the case."""

    def name(day):
        return {
            "month": (day.year, day.month),
            "quarter": (day.year, (day.month - 1) // 3),
            "year": day.year,
            "week": (day - start).days // 7,
            "none": 0,
        }[by]

    found = []
    for day in days(start, end):
        if found and name(day) == name(found[-1][0]):
            found[-1][1] = day + ONE_DAY
        else:
            found.append([day, day + ONE_DAY])
    return found


def ledger(
    case,
    payments,
    as_at,
    *,
    basis=None,
    liability=None,
    allocate=None,
    fee_rounding="instalment",
    fee_split="proportional",
    grace=0,
    by="month",
):
    """The figures of design.md B5, in whole pence."""
    start = case["effective_date"]
    end = as_at + ONE_DAY
    names = [parent["name"] for parent in case["receiving_parent"]]
    basis = basis or ("plan" if case.get("plan") else "accrual")
    liability = liability or ("decision" if case.get("decision") else "calculation")
    if allocate is None:
        marked = any(payment.get("paid_for") for payment in payments)
        allocate = "as-marked" if marked else "oldest-first"

    # Far enough to see the first charge after any day of the ledger.
    turns = [as_at]
    for kind in ("decision", "plan", "income", "nights", "other_children", "child"):
        turns += [row["from"] for row in case.get(kind, []) if "from" in row]
    turns += [child["born"] for child in case["child"]]
    if not isinstance(case["service"], str):
        turns += [row["from"] for row in case["service"]]
    limit = max(turns) + timedelta(days=500)
    last = limit + timedelta(days=500)

    weekly_table = weekly_by_day(case, names, liability, last)
    service = services_by_day(case, last)

    answer = {
        "receiving_parents": [],
        "fees": {
            "paying_parent": {"charged": 0, "paid": 0, "owed": 0},
            "receiving_parents": [],
            "enforcement": 0,
            "enforcement_paid": 0,
        },
        "assertions": [],
    }
    arrears_at_end_of = {}

    for name in names:
        weekly = weekly_table[name]
        sums = running_sums(weekly, start, last)

        def cum(day, sums=sums):
            return half_up(Fraction(sums[day], 7))

        # Charges: as they fall due without the ledger's end, and as the ledger has them.
        rows = []
        if basis == "plan":
            rows = [
                row for row in case.get("plan", []) if row.get("receiving_parent") in (None, name)
            ]
            rows.sort(key=lambda row: row["from"])
        plan_from = rows[0]["from"] if rows else None
        of_plan = plan_charges(rows, weekly, sums, cum, service, limit, last)
        full = weekly_charges(start, limit, plan_from, weekly, cum, service, fee_rounding)
        full = sorted(full + of_plan, key=lambda charge: charge["due"])
        charges = weekly_charges(start, end, plan_from, weekly, cum, service, fee_rounding)
        charges += [charge for charge in of_plan if charge["due"] <= as_at]
        charges.sort(key=lambda charge: charge["due"])

        adjustments = []
        for row in case.get("adjustment", []):
            if row["receiving_parent"] == name and row["on"] <= as_at:
                adjustments.append({**row, "pence": pence(row["amount"])})

        mine = []
        for row in payments:
            if (row.get("receiving_parent") or names[0]) == name:
                mine.append(
                    {
                        "date": date.fromisoformat(row["date"]),
                        "amount": pence(row["amount"]),
                        "method": row.get("method") or "",
                        "paid_for": row.get("paid_for") or "",
                        "source": row["source"],
                    }
                )
                assert start <= mine[-1]["date"] <= as_at, row
        mine.sort(key=lambda row: row["date"])
        split = split_payments(mine, adjustments, full, service, fee_split)

        def charged_in(first, to, of_plan=of_plan, plan_from=plan_from, cum=cum):
            # By the day until the first plan of this parent begins; by due days from then on.
            accrued = [day if plan_from is None else min(day, plan_from) for day in (first, to)]
            by_day = cum(accrued[1]) - cum(accrued[0])
            return by_day + sum(each["amount"] for each in of_plan if first <= each["due"] < to)

        def paid_in(first, to, split=split):
            return sum(row["m"] for row in split if first <= row["date"] < to)

        def adjusted_before(to, adjustments=adjustments):
            return sum(
                SIGNS[row["kind"]] * row["pence"]
                for row in adjustments
                if row["kind"] != "enforcement-fee" and row["on"] < to
            )

        def arrears_before(
            to, charged_in=charged_in, paid_in=paid_in, adjusted_before=adjusted_before
        ):
            return charged_in(start, to) + adjusted_before(to) - paid_in(start, to)

        arrears_at_end_of[name] = arrears_before

        items, allocations = attribute(charges, adjustments, split, allocate)

        periods = []
        for first, to in periods_of(start, end, by):
            periods.append(
                {
                    "from": first,
                    "to": to,
                    "charged": charged_in(first, to),
                    "paid": paid_in(first, to),
                    "arrears": arrears_before(to),
                }
            )

        compliance = []
        for first, to in periods_of(start, end, "quarter"):
            due, paid = charged_in(first, to), paid_in(first, to)
            label = "over_90"
            if due <= 0:
                label = None
            elif paid == 0:
                label = "nothing"
            elif 10 * paid <= 9 * due:
                label = "up_to_90"
            compliance.append(
                {
                    "quarter": f"{first.year}-Q{(first.month - 1) // 3 + 1}",
                    "due": due,
                    "paid": paid,
                    "label": label,
                }
            )

        answer["receiving_parents"].append(
            {
                "name": name,
                "charged": charged_in(start, end),
                "paid": paid_in(start, end),
                "adjusted": adjusted_before(end),
                "arrears": arrears_before(end),
                "periods": periods,
                "allocations": allocations,
                "missed": missed_of(items, as_at, grace),
                "ageing": ageing_of(items, as_at),
                "compliance": compliance,
            }
        )
        fees = answer["fees"]
        fees["paying_parent"]["charged"] += sum(charge["fee"] for charge in charges)
        fees["paying_parent"]["paid"] += sum(row["f"] for row in split)
        fees["receiving_parents"].append(
            {"name": name, "charged": sum(row["four"] for row in split)}
        )
        fees["enforcement"] += sum(
            row["pence"] for row in adjustments if row["kind"] == "enforcement-fee"
        )
        fees["enforcement_paid"] += sum(row["enforcement"] for row in split)

    of_paying = answer["fees"]["paying_parent"]
    of_paying["owed"] = of_paying["charged"] - of_paying["paid"]

    for row in case.get("balance", []):
        asserted = pence(row["arrears"])
        found = arrears_at_end_of[row["receiving_parent"]](row["on"] + ONE_DAY)
        answer["assertions"].append(
            {
                "on": row["on"],
                "asserted": asserted,
                "calculated": found,
                "difference": found - asserted,
                "ok": found == asserted,
            }
        )
    return answer


# --- Hand sums -----------------------------------------------------------------------------------


def self_check():
    """Small sums done by hand."""

    def case_of(**more):
        return {
            "effective_date": date(2024, 3, 11),
            "service": "collect-and-pay",
            "receiving_parent": [{"name": "B"}],
            "child": [{"name": "C", "born": date(2015, 3, 2), "lives_with": "B"}],
            "decision": [
                {"from": date(2024, 3, 11), "receiving_parent": "B", "weekly": "63.20"},
            ],
        } | more

    def paid(*rows):
        return [
            {
                "date": row[0],
                "amount": row[1],
                "method": row[2] if len(row) > 2 else "",
                "paid_for": row[3] if len(row) > 3 else "",
                "source": f"p:{place + 2}",
            }
            for place, row in enumerate(rows)
        ]

    # Three weeks of 63.20; fee 12.64 a week. 75.84 is 63.20 and 12.64; 4 % of 63.20 is 2.528.
    found = ledger(case_of(), paid(("2024-03-17", "75.84")), date(2024, 3, 31))
    b = found["receiving_parents"][0]
    assert (b["charged"], b["paid"], b["arrears"]) == (18960, 6320, 12640)
    assert found["fees"]["paying_parent"] == {"charged": 3792, "paid": 1264, "owed": 2528}
    assert found["fees"]["receiving_parents"] == [{"name": "B", "charged": 253}]
    assert b["allocations"] == [{"payment": "p:2", "to": date(2024, 3, 17), "amount": 6320}]
    assert b["missed"] == [
        {"due": date(2024, 3, 24), "amount": 6320, "short": 6320, "days_late": 7},
        {"due": date(2024, 3, 31), "amount": 6320, "short": 6320, "days_late": 0},
    ]
    # As at Wednesday 27 March: 17 days, 17 x 63.20 / 7 = 153.4857; the last 3 days 27.09.
    # Fees 12.64 + 12.64 + 5.418. 60.67 / 0.96 = 63.1979.
    found = ledger(case_of(), paid(("2024-03-20", "60.67", "passed-on")), date(2024, 3, 27))
    b = found["receiving_parents"][0]
    assert (b["charged"], b["paid"]) == (15349, 6320)
    assert found["fees"]["paying_parent"] == {"charged": 3070, "paid": 0, "owed": 3070}
    assert found["fees"]["receiving_parents"][0]["charged"] == 253
    assert [(m["due"], m["short"], m["days_late"]) for m in b["missed"]] == [
        (date(2024, 3, 17), 6320, 3),
        (date(2024, 3, 24), 6320, 3),
    ]
    # money.md: 100 a week, daily: 7 x 2.86.
    decision = [{"from": date(2024, 3, 11), "receiving_parent": "B", "weekly": "100.00"}]
    found = ledger(case_of(decision=decision), [], date(2024, 3, 17), fee_rounding="daily")
    assert found["fees"]["paying_parent"]["charged"] == 2002

    # money.md: 43.46 by month is eleven of 188.33 and one of 188.29; then a gap of one day, 6.21.
    # 2024-03-11 to 2025-03-11 is 365 days; the reference period ends on 2025-03-10.
    case = case_of(
        decision=[{"from": date(2024, 3, 11), "receiving_parent": "B", "weekly": "43.46"}],
        plan=[{"from": date(2024, 3, 11), "every": "month", "first_due": date(2024, 3, 31)}],
    )
    found = ledger(case, [], date(2025, 3, 31))
    b = found["receiving_parents"][0]
    assert [m["amount"] for m in b["missed"]] == [18833] * 11 + [18829, 621, 18833]
    assert [m["due"] for m in b["missed"]][-4:] == [
        date(2025, 1, 31),
        date(2025, 2, 28),
        date(2025, 3, 31),
        date(2025, 3, 31),
    ]
    assert b["charged"] == 43 * 5200 + 46 * 52 + 621 + 18833
    assert b["compliance"][0] == {"quarter": "2024-Q1", "due": 18833, "paid": 0, "label": "nothing"}
    # Fees 11 x 37.666 + 37.658 + 1.242 + 37.666.
    assert found["fees"]["paying_parent"]["charged"] == 12 * 3767 + 3766 + 124

    # 70 a week by four weeks: 13 of 280. Halved after 26 weeks: 6 kept, 1,680; 2,730 in all;
    # the rest 1,050 in 7 of 150. Ended after 26 weeks instead: 1,820 in all, rest 140 on the next.
    year = date(2023, 5, 1)
    rows = [
        {"from": year, "receiving_parent": "B", "weekly": "70.00"},
        {"from": year + timedelta(182), "receiving_parent": "B", "weekly": "35.00"},
    ]
    plan = [{"from": year, "every": "four-weeks", "first_due": year + timedelta(27)}]
    case = case_of(effective_date=year, decision=rows, plan=plan)
    b = ledger(case, [], year + timedelta(363))["receiving_parents"][0]
    assert [m["amount"] for m in b["missed"]] == [28000] * 6 + [15000] * 7
    case["end_date"] = year + timedelta(182)
    b = ledger(case, [], year + timedelta(363))["receiving_parents"][0]
    assert [(m["due"] - year).days for m in b["missed"]] == [27, 55, 83, 111, 139, 167, 195]
    assert [m["amount"] for m in b["missed"]] == [28000] * 6 + [14000]
    # Suspended after 7 days while 13 x 280 begins on the first day: 70 due by then; 280 - 70 back.
    del case["end_date"]
    rows[1] = {"from": year + timedelta(7), "receiving_parent": "B", "weekly": "0.00"}
    plan[0]["first_due"] = year
    b = ledger(case, [], year + timedelta(20))["receiving_parents"][0]
    assert (b["charged"], b["missed"][0]["short"], b["missed"][0]["days_late"]) == (7000, 28000, 20)
    # The gap of a leap year, 70 a week: 20.00, due with the next year's first instalment.
    rows[1]["from"] = year + timedelta(2000)
    b = ledger(case, [], date(2024, 5, 1))["receiving_parents"][0]
    assert [m["amount"] for m in b["missed"]] == [28000] * 13 + [2000, 28000]
    # Cut after 100 days by a new plan by week: 4 dues before it; 1,000 - 1,120 = -120.
    plan.append(
        {
            "from": year + timedelta(100),
            "every": "week",
            "first_due": year + timedelta(106),
        }
    )
    b = ledger(case, [], year + timedelta(106))["receiving_parents"][0]
    assert b["charged"] == 4 * 28000 - 12000 + 7000

    # Corrections: nothing but 63.20 + 12.64 is due by 17 March; opening balance 100, fee 50.
    # 300: m 250, f 50. Fees due 12.64: excess 37.36; maintenance open 163.20, no room. Spare
    # 86.80 + 37.36; 50 of enforcement out of m: 200; 4 % is 8.00.
    adjustment = [
        {
            "on": date(2024, 3, 11),
            "receiving_parent": "B",
            "kind": "opening-balance",
            "amount": "100.00",
        },
        {
            "on": date(2024, 3, 12),
            "receiving_parent": "B",
            "kind": "enforcement-fee",
            "amount": "50.00",
        },
    ]
    case = case_of(adjustment=adjustment)
    found = ledger(case, paid(("2024-03-13", "300.00")), date(2024, 3, 17))
    b = found["receiving_parents"][0]
    assert (b["paid"], b["arrears"], b["adjusted"]) == (20000, 10000 + 6320 - 20000, 10000)
    assert found["fees"] == {
        "paying_parent": {"charged": 1264, "paid": 5000, "owed": 1264 - 5000},
        "receiving_parents": [{"name": "B", "charged": 800}],
        "enforcement": 5000,
        "enforcement_paid": 5000,
    }
    # Maintenance first: 163.20, 12.64, 50, and 74.16 left goes to maintenance.
    found = ledger(
        case, paid(("2024-03-13", "300.00")), date(2024, 3, 17), fee_split="maintenance-first"
    )
    assert found["receiving_parents"][0]["paid"] == 16320 + 7416
    # 120: m 100, f 20. Excess 7.36 moves: m 107.36, f 12.64; no spare.
    found = ledger(case, paid(("2024-03-13", "120.00")), date(2024, 3, 17))
    assert found["receiving_parents"][0]["paid"] == 10736
    assert found["fees"]["paying_parent"]["paid"] == 1264
    assert found["fees"]["enforcement_paid"] == 0

    # Marks: the week of 20 March first; then the oldest.
    case = case_of(service="direct-pay")
    payments = paid(("2024-03-22", "70.00", "", "2024-03-20"))
    b = ledger(case, payments, date(2024, 3, 31), grace=1)["receiving_parents"][0]
    assert [(each["to"], each["amount"]) for each in b["allocations"]] == [
        (date(2024, 3, 24), 6320),
        (date(2024, 3, 17), 680),
    ]
    assert [(m["due"].day, m["short"], m["days_late"]) for m in b["missed"]] == [(17, 6320, 14)]

    assert terminal_date(date(2006, 6, 15), date(2024, 6, 20)) == date(2024, 8, 31)
    assert terminal_date(date(2006, 6, 15), date(2022, 5, 31)) == date(2022, 8, 31)
    assert terminal_date(date(2006, 9, 1), date(2022, 9, 5)) == date(2023, 8, 31)
    assert terminal_date(date(2005, 1, 1), date(2024, 2, 29)) == date(2024, 2, 29)

    # Calculation: 27,000 a year, one child, 115 nights: 517.8082 x 12 % x 5/7 = 44.3836.
    case = case_of(
        income=[{"from": date(2024, 3, 11), "amount": "27000", "per": "year", "basis": "historic"}],
        nights=[{"from": date(2024, 3, 11), "nights": 115}],
    )
    del case["decision"]
    assert ledger(case, [], date(2024, 3, 17))["receiving_parents"][0]["charged"] == 4438


if __name__ == "__main__":
    self_check()

"""What an import found, as text: the rows to add, those that are there, and what was not taken."""

from collections.abc import Sequence
from shlex import quote
from textwrap import wrap

from cmscalc.core.money import Money
from cmscalc.core.printable import long_date
from cmscalc.ledger.bank.found import Found, InFile
from cmscalc.ledger.bank.notes import notes_on
from cmscalc.ledger.bank.regular import Payer, Rhythm, suggested
from cmscalc.ledger.bank.repeats import Repeat, Why
from cmscalc.ledger.bank.rows import Party
from cmscalc.ledger.payments import Payment
from cmscalc.render.lines import BLANK, Line, Piece

WHYS = {
    Why.SAME_ROW: "the same row of the same file",
    Why.SAME_ID: "the bank's own id",
    Why.SAME_REFERENCE: "day, amount, payee and reference",
}
UNSURE = {
    Why.SAME_DAY_AND_AMOUNT: "day and amount, with nothing that tells them apart",
    Why.NEAR_DAY: "amount, and a day that is near (--prove)",
}
MOST_REPEATS = 5
LEAST_TEXT = 12
# The width of a payment's line but for its reference and its row.
BESIDE = 38


def lines(found: Found, again: str, width: int, *, held_back: bool) -> list[Line]:
    """Lay it out, `width` characters wide where words allow. `again` is the command as typed."""
    out: list[Line] = []
    for each in found.files:
        out += _title(each, width)
    if not found.says_which:
        return [*out, BLANK, *_first_look(found, again, width)]
    out += [BLANK, *_payments(found, width)]
    for part in (_repeats(found, width), _not_taken(found, width), _notes(found, width)):
        out += [BLANK, *part] if part else []
    return [*out, BLANK, *_next(found, again, width, held_back=held_back)]


def _title(each: InFile, width: int) -> list[Line]:
    """The file, whose layout it has, and what it spans."""
    sifted = each.sifted
    rows = "1 row" if sifted.rows == 1 else f"{sifted.rows:,} rows"
    days = ""
    if sifted.first and sifted.last:
        until = "" if sifted.first == sifted.last else f" to {long_date(sifted.last)}"
        days = f", {long_date(sifted.first)}{until}"
    title = f"{each.file.shown}: {each.file.title}"
    text = f"{rows}{days}{_balance(each)}" if sifted.rows else "No row that can be read"
    return [(Piece(title, "heading"),), *_wrapped(text, width, "faint")]


def _balance(each: InFile) -> str:
    found = each.continuity
    if found is None:
        return ". It has no running balance"
    return "" if found.breaks else ". The running balance is unbroken"


def _wrapped(text: str, width: int, style: str = "plain", rest: str = "  ") -> list[Line]:
    found = wrap(text, width, initial_indent="  ", subsequent_indent=rest, break_on_hyphens=False)
    return [(Piece(each, style),) for each in found]


# --- payments -------------------------------------------------------------------------------------


def _payments(found: Found, width: int) -> list[Line]:
    new = found.new
    way = "in" if found.party is Party.RECEIVING else "out"
    if not new:
        text = "No new payment" if found.repeats else f"No row matches that is money {way}"
        return [(Piece(f"  {text}.", "amount"),)]
    many = "1 payment" if len(new) == 1 else f"{len(new)} payments"
    total = Money(sum(payment.pence for payment in new)).written
    kind = "new " if found.repeats else ""
    head = many.replace(" ", f" {kind}", 1) if kind else many
    out: list[Line] = [(Piece(f"  {total}", "amount"), Piece(f" in {head}, money {way}")), BLANK]
    several = len(found.files) > 1
    rows = [_row(each.source, several=several) for each in new]
    longest = max(len(payment.reference) for payment in new)
    room = max(LEAST_TEXT, min(longest, width - BESIDE - max(len(row) for row in rows)))
    out.append((Piece(f"  {'Date':20}{'Amount':>12}  {'Reference':{room}}  Row", "faint"),))
    out += [_payment(each, row, room) for each, row in zip(new, rows, strict=True)]
    return out


def _row(source: str, *, several: bool) -> str:
    """Where a row stands: its line, and of several files in which."""
    return source if several else f"line {source.rpartition(':')[2]}"


def _payment(payment: Payment, row: str, room: int) -> Line:
    amount = Money(payment.pence).written
    text = f"  {long_date(payment.on):20}{amount:>12}  {_cut(payment.reference, room):{room}}  "
    return (Piece(text), Piece(row, "faint"))


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"


def _repeats(found: Found, width: int) -> list[Line]:
    """What is there already, and by what that is known."""
    repeats = found.repeats
    if not repeats:
        return []
    many = "1 row is" if len(repeats) == 1 else f"{len(repeats)} rows are"
    out = _wrapped(f"{many} there already, so not added again (--allow-duplicates would):", width)
    for why, words in WHYS.items():
        group = [each for each in repeats if each.why is why]
        if group:
            pairs = _pairs(group, several=len(found.files) > 1)
            text = f"  {len(group)} known by {words}: {pairs}"
            out += _wrapped(text, width, "faint", rest="      ")
    for why, words in UNSURE.items():
        group = [each for each in repeats if each.why is why]
        out += _wrapped(f"  {len(group)} known by {words}:", width, "faint") if group else []
        out += [line for each in group for line in _unsure(each, width)]
    return out


def _unsure(repeat: Repeat, width: int) -> list[Line]:
    """A row taken for one that may be another, with all that is known of both."""
    one, other = repeat.candidate.payment, repeat.known
    day = "" if one.on == other.on else f" of {long_date(other.on)}"
    said = f" ({other.reference})" if other.reference else ""
    text = f"{one.source}, {long_date(one.on)}, {Money(one.pence).written}, {one.reference}"
    return _wrapped(f"    {text}: is {other.source}{day}{said}", width, "faint", rest="        ")


def _pairs(group: Sequence[Repeat], *, several: bool) -> str:
    sources = [_row(each.candidate.payment.source, several=several) for each in group]
    shown = [f"{row} is {each.known.source}" for row, each in zip(sources, group, strict=True)]
    more = "; …" if len(shown) > MOST_REPEATS else ""
    return "; ".join(shown[:MOST_REPEATS]) + more


def _not_taken(found: Found, width: int) -> list[Line]:
    """Every row that was not taken, counted by why."""
    kinds = (
        ("not matched", sum(each.sifted.not_matched for each in found.files)),
        ("left out by --exclude", sum(each.sifted.excluded for each in found.files)),
        ("outside the days", sum(each.sifted.outside_days for each in found.files)),
        ("money the other way", sum(len(each.sifted.other_way) for each in found.files)),
        ("not settled", sum(len(each.sifted.pending) for each in found.files)),
        ("not in pounds", sum(len(each.sifted.foreign) for each in found.files)),
        ("that cannot be read", sum(each.bad for each in found.files)),
    )
    counted = [f"{count:,} {what}" for what, count in kinds if count]
    return _wrapped(f"Rows not taken: {', '.join(counted)}.", width) if counted else []


def _notes(found: Found, width: int) -> list[Line]:
    notes = notes_on(found)
    if not notes:
        return []
    out: list[Line] = [(Piece("Notes", "heading"),)]
    for note in notes:
        out += _wrapped(note.text, width, rest="    ")
    return out


def _next(found: Found, again: str, width: int, *, held_back: bool) -> list[Line]:
    """What was written, or what to type to write it."""
    many = "1 row" if len(found.new) == 1 else f"{len(found.new)} rows"
    if found.written:
        added = f"Added {many} to {found.into}, which only you can read."
        proved = f"Wrote the bank's row beside {found.proved} typed by hand in {found.into}."
        said = [text for text, is_so in ((added, found.new), (proved, found.proved)) if is_so]
        return [line for text in said for line in _wrapped(text, width, "amount")]
    if held_back:
        text = "Nothing is written: some rows cannot be read. Mend the file, or --skip-bad."
        return _wrapped(text, width, "caution")
    if not found.new:
        text = "Nothing to add."
        if not any(each.sifted.payments for each in found.files):
            text += " Without --match it shows who pays again and again."
        if found.unproved:
            many = f"the {found.unproved} typed by hand" if found.unproved > 1 else "it"
            text += f" --prove writes the bank's row beside {many}."
        return _wrapped(text, width)
    text = f"Nothing is written yet. To add {'it' if len(found.new) == 1 else 'them'}:"
    return [*_wrapped(text, width), (Piece(f"    {again} --into payments.csv"),)]


# --- a first look ---------------------------------------------------------------------------------


def _first_look(found: Found, again: str, width: int) -> list[Line]:
    """Who pays again and again, and the words that would find the likeliest."""
    payers = [payer for each in found.files for payer in each.payers]
    who = "pays" if found.party is Party.RECEIVING else "is paid"
    if not payers:
        text = (
            f"Nobody {who} again and again here. Say who it is: --match with a name or a reference."
        )
        return _wrapped(text, width)
    out = _wrapped(f"Who {who} again and again, the likeliest first:", width)
    out.append((Piece(f"  {'Name':26}{'Times':>6}{'Usually':>12}  {'How often':18}Last", "faint"),))
    out += [_payer(payer) for payer in payers]
    best = suggested(payers)
    if best is None:
        return out
    text = "To see its rows (nothing is written):"
    return [
        *out,
        BLANK,
        *_wrapped(text, width),
        (Piece(f"    {again} --match {quote(best.pattern)}"),),
    ]


def _payer(payer: Payer) -> Line:
    name = _cut(payer.name, 25)
    often = "" if payer.rhythm is Rhythm.IRREGULAR else payer.rhythm.value
    usual = Money(payer.usual).written
    text = f"  {name:26}{payer.times:>6}{usual:>12}  {often:18}{payer.last.isoformat()}"
    return (Piece(text),)

"""A first look: who pays, or is paid, again and again, and which of them may be maintenance."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from cmscalc.ledger.bank.rows import BankRow, Party

LEAST_TIMES = 2
MOST_SHOWN = 8
KEY_WORDS = 2
# Words that say it is maintenance, and words of other money that comes regularly.
LIKELY = re.compile(
    r"\b(maint\w*|cms|csa|child\s?(support|maint\w*)|kids?|children|dependants?)\b", re.IGNORECASE
)
UNLIKELY = re.compile(
    r"\b(hmrc|dwp|salary|wages?|payroll|pension|interest|dividend|refund|cashback|universal|uc|"
    r"child\s?benefit|tax\s?credits?|transfer|pot|savings?|mortgage|rent|council|insurance|gas|"
    r"electric\w*|energy|water|broadband|mobile|tv|netflix|amazon|paypal|ltd|limited|plc)\b",
    re.IGNORECASE,
)
# What banks put around a name: dates, codes, the kind of payment.
AROUND = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|"
    r"august|september|october|november|december|on|ref|bgc|fpi|fpo|bcc|bbp|dd|so|sto|ft|via|"
    r"mobile|fp|cr|bp|from|to|faster|payments?|receipt|received|bank|giro|credit|debit|transfer|"
    r"bill|card|standing|order|direct|reference)\b",
    re.IGNORECASE,
)
# Santander names the payer last: FASTER PAYMENTS RECEIPT REF.MAINT FROM R DALE.
FROM = " FROM "
LONGEST = 200
NOT_A_WORD = re.compile(r"\S*[0-9*]\S*|[^\w&'.\s-]+")


class Rhythm(Enum):
    """How often it comes."""

    WEEK = "every week"
    FORTNIGHT = "every two weeks"
    FOUR_WEEKS = "every four weeks"
    MONTH = "every month"
    IRREGULAR = "now and then"


# Days between two payments, weekends and bank holidays allowed for. A month's are told from four
# weeks' by their mean.
GAPS = ((Rhythm.WEEK, 5, 9), (Rhythm.FORTNIGHT, 12, 16), (Rhythm.MONTH, 25, 36))
HALF_WAY_TO_A_MONTH = 29


class Payer(NamedTuple):
    """Who pays, or is paid, again and again."""

    name: str
    example: str
    times: int
    total: int
    usual: int
    first: date
    last: date
    rhythm: Rhythm
    score: int

    @property
    def pattern(self) -> str:
        """A --match that finds this payer."""
        words = [re.escape(word) for word in self.name.split()]
        plain = " ".join(words)
        # Between its words there may have been a date or a sign that was left out of the name.
        found = re.search(plain, self.example, re.IGNORECASE)
        return plain if found else ".*".join(words)


class Look:
    """Gathers payers as rows pass."""

    def __init__(self, party: Party) -> None:
        self.sign = 1 if party is Party.RECEIVING else -1
        self.groups: dict[str, list[tuple[date, int]]] = {}
        self.examples: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def through(self, rows: Iterable[BankRow]) -> Iterator[BankRow]:
        """Give rows on, each looked at as it passes."""
        for row in rows:
            if row.pence * self.sign > 0 and row.settled and not row.currency:
                self._take(row)
            yield row

    def _take(self, row: BankRow) -> None:
        text = row.payee or row.text
        name = self.names.get(text)
        if name is None:
            name = self.names[text] = name_in(text)
        self.groups.setdefault(name, []).append((row.on, abs(row.pence)))
        self.examples.setdefault(name, " / ".join(dict.fromkeys((text, row.text))))

    def payers(self) -> tuple[Payer, ...]:
        """Who pays regularly, the likeliest first."""
        found = [
            _payer(name, self.examples[name], sorted(group))
            for name, group in self.groups.items()
            if name and len(group) >= LEAST_TIMES
        ]
        found.sort(key=lambda each: (-each.score, -each.times, each.name))
        return tuple(found[:MOST_SHOWN])


def name_in(text: str) -> str:
    """The name in a bank's text: its first words that are no dates, codes or numbers."""
    payer = text[:LONGEST].upper().rpartition(FROM)[2]
    words = AROUND.sub(" ", NOT_A_WORD.sub(" ", payer)).split()
    return " ".join(words[:KEY_WORDS])


def suggested(payers: Sequence[Payer]) -> Payer | None:
    """The one that is likeliest maintenance, if any may well be."""
    return next((each for each in payers if each.score > 0), None)


def _payer(name: str, example: str, payments: Sequence[tuple[date, int]]) -> Payer:
    days = [on for on, _ in payments]
    rhythm = rhythm_of(days)
    amounts = Counter(pence for _, pence in payments)
    usual, times = amounts.most_common(1)[0]
    score = 2 * bool(LIKELY.search(example)) - 2 * bool(UNLIKELY.search(example))
    score += rhythm is not Rhythm.IRREGULAR
    score += 2 * times > len(payments)
    return Payer(
        name=name,
        example=example,
        times=len(payments),
        total=sum(pence for _, pence in payments),
        usual=usual,
        first=days[0],
        last=days[-1],
        rhythm=rhythm,
        score=score,
    )


def rhythm_of(days: Sequence[date]) -> Rhythm:
    """How often days come: what most of the gaps between them say."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    for rhythm, least, most in GAPS:
        fitting = [gap for gap in gaps if least <= gap <= most]
        if 2 * len(fitting) <= len(gaps):
            continue
        if rhythm is Rhythm.MONTH and sum(fitting) < HALF_WAY_TO_A_MONTH * len(fitting):
            return Rhythm.FOUR_WEEKS
        return rhythm
    return Rhythm.IRREGULAR

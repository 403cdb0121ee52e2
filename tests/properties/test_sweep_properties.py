"""What holds of every sweep: between two edges the amount is one line, and no edge is missing."""

import random
from fractions import Fraction
from itertools import pairwise

import pytest

from cmscalc.core.pieces import Piece, pieces
from cmscalc.core.turns import exactly, limits_of, look_at
from cmscalc.core.varying import Over, Range, varied
from cmscalc.law import law_on
from family_facts import facts_of
from random_families import random_family

OVER = Range(Over.INCOME, Fraction(0), Fraction(4000), Fraction(100))


def places_in(piece: Piece, rng: random.Random) -> list[Fraction]:
    """Places inside a piece: some of whole pence, some not, and some next to its ends."""
    width = piece.end - piece.start
    inside = [piece.start + width * Fraction(rng.randrange(1, 1000), 1000) for _ in range(3)]
    near = [piece.start + width / 10**9, piece.end - width / 10**9]
    pence = [Fraction(int(at * 100), 100) for at in inside]
    return [at for at in (*inside, *near, *pence) if piece.start < at < piece.end]


@pytest.mark.parametrize("seed", range(12))
def test_between_two_edges_the_amount_is_one_line(seed: int) -> None:
    """Of random families crowded around the law's limits, with variations and several parents."""
    rng = random.Random(50_000 + seed)
    for _ in range(4):
        family = random_family(rng)
        law, facts = law_on(family["on"]), exactly(facts_of(family))
        found = pieces(
            lambda at, facts=facts, law=law: look_at(varied(facts, OVER, at), law),  # type: ignore[misc]
            OVER.first,
            OVER.last,
            limits_of(facts, law),
        )

        assert (OVER.first, OVER.last) == (found[0].start, found[-1].end)
        assert all(piece.is_exact for piece in found)
        for piece in found:
            for at in places_in(piece, rng):
                due = look_at(varied(facts, OVER, at), law).due
                assert tuple(line.at(at) for line in piece.due) == due
        for before, after in pairwise(found):
            on = look_at(varied(facts, OVER, after.start), law).due
            sides = {tuple(line.at(after.start) for line in each.due) for each in (before, after)}
            assert before.due != after.due or sides != {on}

"""Where a working turns, found exactly: on workings made up for it, whose turns are known."""

from collections.abc import Callable
from fractions import Fraction

from cmscalc.core.pieces import FINE, Line, Look, Piece, pieces

Amount = Callable[[Fraction], Fraction]
ZERO, TEN = Fraction(0), Fraction(10)
FLAT = Line(ZERO, ZERO)


def looking(due: Amount, *figures: Amount) -> Callable[[Fraction], Look]:
    """A working of one path."""
    return lambda at: Look((), (due(at),), tuple(figure(at) for figure in figures))


def ends(found: tuple[Piece, ...]) -> list[Fraction]:
    """Where one piece ends and the next begins."""
    return [piece.end for piece in found[:-1]]


def test_one_line_is_one_piece() -> None:
    """Though its figures meet limits on the way."""
    found = pieces(looking(lambda at: 2 * at + 1), ZERO, TEN, (Fraction(3), Fraction(7)))

    assert (Piece(ZERO, TEN, (Line(Fraction(1), Fraction(2)),)),) == found


def test_a_limit_is_met_exactly() -> None:
    """A jump where a figure, a third of the place, reaches 2."""
    third = Fraction(1, 3)

    def due(at: Fraction) -> Fraction:
        return ZERO if at * third < 2 else Fraction(5)

    found = pieces(looking(due, lambda at: at * third), ZERO, TEN, (Fraction(2),))

    assert [Fraction(6)] == ends(found)


def test_the_greater_of_two_figures_turns_where_they_meet() -> None:
    """No limit is met there: the place is where one line goes over into the other."""
    found = pieces(looking(lambda at: max(Fraction(2), at / 7)), ZERO, Fraction(20), ())

    assert [Fraction(14)] == ends(found)
    assert all(piece.is_exact for piece in found)


def test_two_bends_that_no_limit_tells_of() -> None:
    """Both are found, each exactly."""
    found = pieces(looking(lambda at: min(Fraction(5), max(Fraction(2), at))), ZERO, TEN, ())

    assert [Fraction(2), Fraction(5)] == ends(found)


def test_another_amount_at_one_place_alone() -> None:
    """Where a figure is equal to a limit, and neither under it nor over it."""
    found = pieces(looking(lambda at: Fraction(at == 4), lambda at: at), ZERO, TEN, (Fraction(4),))

    assert [Fraction(4)] == ends(found)


def test_a_figure_that_changes_path_and_not_what_is_due_is_no_turn() -> None:
    """Two ways to the same amount are one piece."""

    def look(at: Fraction) -> Look:
        return Look(("low",) if at < 4 else ("high",), (at,), (at,))

    assert 1 == len(pieces(look, ZERO, TEN, (Fraction(4),)))


def test_a_jump_that_nothing_tells_of_is_halved_down_and_said_to_be_rough() -> None:
    """At a place that no figure gives away."""
    place = Fraction(355, 113)
    found = pieces(looking(lambda at: Fraction(at > place)), ZERO, TEN, ())

    assert 2 == len(found)
    assert abs(found[0].end - place) < FINE
    assert [False, True] == [piece.is_exact for piece in found]


def test_what_is_not_known_is_a_piece_of_its_own() -> None:
    """Outside the law book nothing is due, and not even nothing."""

    def look(at: Fraction) -> Look:
        return Look((), (), (at,)) if at < 4 else Look(("known",), (ZERO,), (at,))

    found = pieces(look, ZERO, TEN, (Fraction(4),))

    assert [(), (FLAT,)] == [piece.due for piece in found]

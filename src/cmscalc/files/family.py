"""Reading who the children are and who has them: one receiving parent, or several by name."""

from cmscalc.core.care import count_children
from cmscalc.core.facts import UNNAMED, CareWord, Child, Nights, ReceivingParent
from cmscalc.files import words
from cmscalc.files.reader import Reader, flag
from cmscalc.files.words import Unreadable

MOST_CHILDREN = 20
CHILDREN_IN_ORDER = "one for each child, in the order the children were given"

Parents = tuple[ReceivingParent, ...]


def receiving_parents(reader: Reader) -> Parents:
    """Read the receiving parents and their children; empty where they cannot be read."""
    parents = _families(reader) if reader.given("family") else _only_parent(reader)
    parents = _with_local_authority(reader, parents)
    if not reader.given("equal_care"):
        return parents
    return tuple(
        parent._replace(
            children=tuple(child._replace(care=CareWord.EQUAL) for child in parent.children)
        )
        for parent in parents
    )


def _only_parent(reader: Reader) -> Parents:
    """`--children N --nights N[,N…]`."""
    many = reader.once("children", _qualifying_children)
    care = reader.once("nights", _care_list)
    if not reader.given("children"):
        reader.missing(
            "children",
            "no children",
            "how many children maintenance is for, or a --family for each receiving parent",
            "--children 1",
        )
    if many is None:
        return ()
    if care is None:
        care = (Nights(0),)
    if len(care) == 1:
        care *= many
    if len(care) != many:
        reader.wrong(
            "nights",
            reader.texts("nights")[0],
            f"{len(care)} numbers of nights for {_children(many)}",
            f"one number for all, or {many}: {CHILDREN_IN_ORDER}",
        )
    return (ReceivingParent(UNNAMED, tuple(Child(each) for each in care)),)


def _qualifying_children(text: str) -> int:
    return words.whole(text, 1, MOST_CHILDREN, "children maintenance is for")


def _children(many: int) -> str:
    return "1 child" if many == 1 else f"{many} children"


def _care_list(text: str) -> tuple[Nights | CareWord, ...]:
    return tuple(words.care(piece) for piece in text.split(","))


def _families(reader: Reader) -> Parents:
    """`--family NAME=N[,N…]`, one for each receiving parent."""
    for name in ("children", "nights"):
        if reader.given(name):
            reader.contradicts(
                name, "children are given twice: by it and by --family", "one or the other"
            )
    parents = reader.each("family", _family)
    _check_names(reader, parents)
    total = count_children(parents)
    if total > MOST_CHILDREN:
        text = reader.texts("family")[-1]
        reader.wrong("family", text, f"{total} children in all", f"at most {MOST_CHILDREN}")
    return parents


def _family(text: str) -> ReceivingParent:
    name, equals, nights = text.partition("=")
    if not equals:
        wanted = "NAME=N[,N…]: the nights a year of each child"
        raise Unreadable("a receiving parent with no children", wanted, f"{text}=0", text)
    label = words.label(name)
    try:
        care = _care_list(nights)
    except Unreadable as wrong:
        hint = f"{name}={wrong.hint}" if wrong.hint else ""
        raise Unreadable(wrong.found, wrong.wanted, hint, wrong.part) from None
    return ReceivingParent(label, tuple(Child(each) for each in care))


def _check_names(reader: Reader, parents: Parents) -> None:
    seen: set[str] = set()
    for parent in parents:
        if parent.name.casefold() in seen:
            again = [
                text for text in reader.texts("family") if text.strip().startswith(parent.name)
            ]
            reader.wrong(
                "family",
                again[-1],
                f"{parent.name!r} given a second time",
                "each receiving parent once, with all their children",
                f"--family {parent.name}=0,0",
                parent.name,
            )
        seen.add(parent.name.casefold())


def _with_local_authority(reader: Reader, parents: Parents) -> Parents:
    """`--local-authority-nights N[,N…]`."""
    name = "local_authority_nights"
    local = reader.once(name, lambda text: tuple(map(words.nights, text.split(","))))
    if local is None or not parents:
        return parents
    total = count_children(parents)
    if len(local) != total:
        reader.wrong(
            name,
            reader.texts(name)[0],
            f"{len(local)} numbers of nights for {_children(total)}",
            f"{total}: {CHILDREN_IN_ORDER}",
            f"{flag(name)} {','.join(['0'] * total)}",
        )
        return parents
    each = iter(local)
    return tuple(
        parent._replace(
            children=tuple(child._replace(local_authority=next(each)) for child in parent.children)
        )
        for parent in parents
    )

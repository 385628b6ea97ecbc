"""The family drawn like a genogram: square, circle and diamond by generation; lines for parents and siblings.

Computed here, drawn by the template as SVG without any style of its own.  The table beside it says the same in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap

from django.utils.translation import gettext as _

from cases.children.choices import LifeStatus, LivesWith, Relation, Sex
from cases.children.masking import shown_name, shown_person
from cases.children.models import Child, ImportantPerson
from core.kernel.scope import Viewer

ACROSS, DOWN, SIZE, IN_A_ROW, LETTERS = 120, 116, 18, 3, 13
TOP = 26
_OLDER = (Relation.GRANDPARENT,)
_PARENTS = (Relation.MOTHER, Relation.FATHER)
_SHAPES: dict[str, str] = {Sex.MALE: "square", Sex.FEMALE: "circle"}


@dataclass(frozen=True)
class Figure:
    """One symbol with the words below it, and where it stands."""

    x: int
    y: int
    shape: str
    words: tuple[str, ...]
    is_child: bool = False
    has_died: bool = False
    warning: str = ""

    def points(self) -> str:
        """Return the corners of the diamond."""
        x, y, r = self.x, self.y, SIZE + 2
        return f"{x},{y - r} {x + r},{y} {x},{y + r} {x - r},{y}"

    @property
    def box(self) -> dict[str, int]:
        """Return the square's corner and size."""
        return {"x": self.x - SIZE, "y": self.y - SIZE, "size": 2 * SIZE}

    @property
    def cross(self) -> str:
        """Return the path of the stroke through somebody who died."""
        return f"M{self.x - SIZE} {self.y + SIZE}L{self.x + SIZE} {self.y - SIZE}"

    def lines(self) -> list[tuple[int, str]]:
        """Return (height, words) of each line of text below the symbol."""
        return [(self.y + SIZE + 17 + 16 * number, text) for number, text in enumerate(self.words)]

    @property
    def warning_y(self) -> int:
        """Return the height of the warning, below the other words."""
        return self.y + SIZE + 17 + 16 * len(self.words)


@dataclass
class Drawing:
    """Everything the template draws."""

    figures: list[Figure] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    dashed: list[str] = field(default_factory=list)
    width: int = ACROSS * IN_A_ROW
    height: int = 0


@dataclass(frozen=True)
class Member:
    """One line of the family table; `code` is set when the viewer may open that child's file too."""

    person: ImportantPerson
    name: str
    code: str = ""


def members(people: Iterable[ImportantPerson], viewer: Viewer) -> list[Member]:
    """Return the people with the codes of linked children whose file the viewer may open (one query)."""
    found = list(people)
    linked = {person.linked_child_id for person in found if person.linked_child_id}
    codes = dict(Child.objects.visible_to(viewer).filter(pk__in=linked).values_list("pk", "code")) if linked else {}
    return [
        Member(person, shown_person(person.name, viewer), codes.get(person.linked_child_id, "")) for person in found
    ]


def draw(child: Child, family: list[Member], viewer: Viewer, today: date) -> Drawing:
    """Return the drawing: grandparents, parents, the child with siblings, then everybody else who matters."""
    drawing = Drawing()
    older = [one for one in family if one.person.relation in _OLDER]
    parents = [one for one in family if one.person.relation in _PARENTS]
    siblings = [one for one in family if one.person.relation == Relation.SIBLING]
    others = [one for one in family if one not in older and one not in parents and one not in siblings]
    y = _row(drawing, [_figure(one) for one in older], TOP)
    grand_y = y
    y = _row(drawing, [_figure(one) for one in parents], y)
    me = _child(child, viewer, today)
    first = len(drawing.figures)
    below = y
    y = _row(drawing, [me, *(_figure(one) for one in siblings)], y)
    _join(drawing, parents_at=(len(older), first), children_from=first, bus_y=below - SIZE - 14)
    if older and parents:
        _link(drawing, drawing.figures[0], drawing.figures[len(older)], grand_y - SIZE - 14)
    start = len(drawing.figures)
    y = _row(drawing, [_figure(one) for one in others], y)
    for one in drawing.figures[start : start + IN_A_ROW]:
        drawing.dashed.append(f"M{one.x} {one.y - SIZE}V{one.y - SIZE - 14}")
    drawing.height = y - TOP + 8
    return drawing


def _figure(member: Member) -> tuple:
    person = member.person
    words = [str(person.get_relation_display()), member.name]
    if person.is_guardian:
        words.append(_("wali"))
    if person.lives_with == LivesWith.YES:
        words.append(_("serumah"))
    has_died = person.life == LifeStatus.DIED
    if has_died:
        words.append(_("meninggal"))
    warning = _("Tidak aman") if person.is_unsafe else ""
    return _SHAPES.get(person.shape_sex, "diamond"), _fitted(words), False, has_died, warning


def _child(child: Child, viewer: Viewer, today: date) -> tuple:
    words = (_("Anak ini"), shown_name(child, viewer), child.age_words(today))
    return _SHAPES.get(child.sex, "diamond"), _fitted(words), True, False, ""


def _fitted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for text in words for line in wrap(text, LETTERS, max_lines=2, placeholder="…"))


def _row(drawing: Drawing, found: list[tuple], y: int) -> int:
    """Place symbols in rows of three from a height on; return where the next row begins."""
    for start in range(0, len(found), IN_A_ROW):
        part = found[start : start + IN_A_ROW]
        left = (drawing.width - ACROSS * len(part)) // 2 + ACROSS // 2
        tallest = 0
        for place, (shape, words, is_child, has_died, warning) in enumerate(part):
            drawing.figures.append(Figure(left + place * ACROSS, y, shape, words, is_child, has_died, warning))
            tallest = max(tallest, len(words) + bool(warning))
        y += max(DOWN, 2 * SIZE + 44 + 16 * tallest)
    return y


def _join(drawing: Drawing, *, parents_at: tuple[int, int], children_from: int, bus_y: int) -> None:
    """Draw the line between the parents, and from there to the child and the siblings of the first row."""
    parents = drawing.figures[slice(*parents_at)]
    children = [one for one in drawing.figures[children_from:] if one.y == drawing.figures[children_from].y]
    if len(parents) > 1:
        first, last = parents[0], parents[min(len(parents), IN_A_ROW) - 1]
        drawing.paths.append(f"M{first.x + SIZE} {first.y}H{last.x - SIZE}")
    if len(children) > 1 or parents:
        left, right = min(one.x for one in children), max(one.x for one in children)
        drawing.paths.append(f"M{left} {bus_y}H{right}")
        drawing.paths += [f"M{one.x} {bus_y}V{one.y - SIZE}" for one in children]
    if parents:
        # Words stand below each symbol, so the line comes down between two of them, or beside a single one.
        x = (parents[0].x + parents[-1].x) // 2 if len(parents) > 1 else parents[0].x + ACROSS // 2
        start = f"M{x} {parents[0].y}" if len(parents) > 1 else f"M{parents[0].x + SIZE} {parents[0].y}H{x}"
        near = min(children, key=lambda one: abs(one.x - x))
        drawing.paths.append(f"{start}V{bus_y}H{near.x}")


def _link(drawing: Drawing, older: Figure, parent: Figure, bus_y: int) -> None:
    """Draw the line from the first grandparent down to the row of parents."""
    x = older.x - ACROSS // 2 + 4
    drawing.paths.append(f"M{older.x - SIZE} {older.y}H{x}V{bus_y}H{parent.x}V{parent.y - SIZE}")

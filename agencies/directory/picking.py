"""Picking a place: one search box, plain selects, and [Muat pilihan] that loads choices and keeps the form.

Without JavaScript the button posts the whole form; `RegionPicking` on the view then shows it again as it was.
"""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from agencies.directory.models import Region
from agencies.directory.selectors import search_regions

LOAD = "_muat"
MOST_FOUND = 12
PARTS = ("q", "found", "was", "1", "2", "3", "4")


def picked(data, name: str) -> str:
    """Return the region code that posted picker fields mean ("" for none).

    Of a search result and the selects, the one that was changed counts; selects below a changed one are dropped.
    """
    data = {part: _clean(data.get(f"{name}_{part}", "")) for part in PARTS}
    found, was = data["found"], data["was"]
    deepest = ""
    for level in range(1, 5):
        code = data[str(level)]
        if not code or (deepest and not code.startswith(f"{deepest}.")):
            break
        deepest = code
    if found and found != was:
        return found
    return deepest if deepest else found


class RegionPicker(forms.Widget):
    """The widget; `home` is the region code whose province and kabupaten/kota are offered first."""

    template_name = "directory/region_picker.html"
    use_fieldset = True

    def __init__(self, levels: Iterable[int] = (2, 3, 4), attrs=None):
        super().__init__(attrs)
        self.levels = tuple(levels)
        self.home = ""

    def value_from_datadict(self, data, files, name):
        self.query = str(data.get(f"{name}_q", ""))[:100]
        self.chosen = {level: str(data.get(f"{name}_{level}", ""))[:13] for level in range(1, 5)}
        return data[name] if name in data else picked(data, name)

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{part}" in data for part in PARTS) and name not in data

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else id_

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        code = value.code if isinstance(value, Region) else str(value or "")
        query = getattr(self, "query", "")
        context["widget"].update(
            picker_context(name, code=code, query=query, levels=self.levels, home=self.home),
            id=context["widget"]["attrs"].get("id", f"id_{name}"),
        )
        return context


def _clean(code: str) -> str:
    """Return a code as the database can be asked for it; it refuses the NUL sign."""
    return code.replace("\x00", "")


def picker_context(name: str, *, code: str, query: str, levels: Iterable[int], home: str = "") -> dict:
    """Return what the picker shows: the chosen place, search results, and a select for each level below it."""
    levels = tuple(levels)
    path = _path(code or home[:2])
    known = {region.code: region for region in Region.objects.filter(code__in=path)}
    chosen = known.get(code)
    parents = [None, *[step for step in path if step in known][: max(levels) - 1]]
    rows = Region.objects.filter(parent_id__in=[one for one in parents if one]) | Region.objects.filter(level=1)
    below: dict[int, list[Region]] = {}
    for region in rows.order_by("name", "code"):
        below.setdefault(region.level, []).append(region)
    selects = [
        {"level": level, "label": _LABELS[level], "regions": below[level], "chosen": step}
        for level, step in zip(range(1, max(levels) + 1), [*path, "", "", "", ""], strict=False)
        if below.get(level)
    ]
    found = search_regions(query, levels=levels, limit=MOST_FOUND + 1) if query else []
    if chosen is not None and chosen.level not in levels:
        chosen = None
    return {
        "name": name,
        "query": query,
        "found": [one for one in found[:MOST_FOUND] if one != chosen],
        "more": len(found) > MOST_FOUND,
        "searched": bool(query),
        "chosen": chosen,
        "selects": selects,
        "levels": ",".join(str(level) for level in levels),
        "load": f"{name}{LOAD}",
        "search_url": reverse_lazy("region_search"),
    }


_LABELS = {1: _("Provinsi"), 2: _("Kabupaten/kota"), 3: _("Kecamatan"), 4: _("Desa/kelurahan/nagari")}


def _path(code: str) -> list[str]:
    """Return the codes from the province down to a region: "13.71.11" gives 13, 13.71, 13.71.11."""
    parts = code.split(".") if code else []
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]


class RegionField(forms.Field):
    """A place in Indonesia; gives a Region of one of `levels` (2 kab/kota, 3 kecamatan, 4 desa), or None."""

    default_error_messages = {
        "required": _("Pilih tempatnya"),
        "unknown": _("Tempat itu tidak ada di daftar; pilih dari hasil pencarian"),
        "level": _("Pilih tempat yang lebih tepat: sampai %(wanted)s"),
    }

    def __init__(self, *, levels: Iterable[int] = (2, 3, 4), **kwargs):
        self.levels = tuple(levels)
        super().__init__(widget=RegionPicker(self.levels), **kwargs)

    def start_at(self, region_code: str) -> None:
        """Offer the places around a region (usually the viewer's office) first."""
        self.widget.home = region_code

    def to_python(self, value):
        if isinstance(value, Region):
            return value
        if not value:
            return None
        region = Region.objects.filter(code=str(value)[:13]).first()
        if region is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        if region.level not in self.levels:
            if region.level < min(self.levels) and not self.required:
                return None
            wanted = _LABELS[min(self.levels)]
            raise ValidationError(self.error_messages["level"], code="level", params={"wanted": wanted})
        return region

    def has_changed(self, initial, data):
        before = initial.code if isinstance(initial, Region) else str(initial or "")
        return before != str(data or "")


class RegionPicking:
    """Mixin for views whose form has a RegionField: [Muat pilihan] shows the form again, without complaints."""

    def post(self, request, *args, **kwargs):
        if not any(name.endswith(LOAD) for name in request.POST):
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form._errors, form.cleaned_data = ErrorDict(), {}
        return self.render_to_response(self.get_context_data(form=form))

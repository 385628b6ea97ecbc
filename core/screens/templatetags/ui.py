"""The components every page is built from; the living gallery shows each of them."""

from datetime import date, datetime, timedelta

from django import template
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.kernel import clock
from core.kernel.calendar import working_days_between
from core.kernel.clock import WIB

register = template.Library()
_ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@register.simple_tag
def icon(name: str):
    """Show a symbol of the sprite, such as {% icon "late" %}; always beside words, so hidden from readers."""
    name = name if name.startswith("i-") else f"i-{name}"
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', static("sprite.svg"), name)


def _local(value: datetime) -> datetime:
    return value.astimezone(timezone.get_current_timezone())


@register.filter
def tanggal(value) -> str:
    """Return "9 Oktober 2020" ("9 October 2020" in English); "" for nothing."""
    return formats.date_format(_day(value), "j F Y") if value else ""


@register.filter
def tanggal_pendek(value) -> str:
    """Return "9 Okt 2020"."""
    return formats.date_format(_day(value), "j M Y") if value else ""


@register.filter
def hari_tanggal(value) -> str:
    """Return "Kam, 12 Nov"; the year is added when it is not this year's."""
    if not value:
        return ""
    day = _day(value)
    return formats.date_format(day, "D, j M" if day.year == clock.today().year else "D, j M Y")


@register.filter
def waktu(value) -> str:
    """Return "14.30 WIB" in the zone in use."""
    if not value:
        return ""
    local = _local(value)
    sign = ":" if (get_language() or "").startswith("en") else "."
    return f"{local:%H}{sign}{local:%M} {_ZONES.get(str(local.tzinfo), 'WIB')}"


@register.filter
def tanggal_waktu(value) -> str:
    """Return "9 Okt 2020 14.30 WIB"."""
    return f"{tanggal_pendek(value)} {waktu(value)}" if value else ""


@register.filter
def hari_lalu(value, now: datetime) -> str:
    """Return "40 hari lalu", "hari ini"; "" for nothing and for days to come."""
    if not value:
        return ""
    days = (_local(now).date() - _day(value)).days
    if days == 0:
        return _("hari ini")
    return ngettext("%(n)s hari lalu", "%(n)s hari lalu", days) % {"n": days} if days > 0 else ""


@register.filter
def angka(value) -> str:
    """Return "1.234"."""
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def _day(value) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def deadline_words(duty, now: datetime) -> dict[str, str]:
    """Return class, icon, words and moment of a duty's deadline: the same words on every page.

    The duty has due_at, clock ("law", "promise" or "calendar"), paused_at and settled_at.
    """
    due = _local(duty.due_at)
    today = _local(now).date()
    day = hari_tanggal(duty.due_at)
    if duty.settled_at:
        return {
            "css": "is-done",
            "icon": "check",
            "words": _("Selesai"),
            "moment": hari_tanggal(duty.settled_at),
            "law": "",
        }
    if duty.paused_at:
        return {
            "css": "is-hold",
            "icon": "hold",
            "words": _("Jeda sejak"),
            "moment": hari_tanggal(duty.paused_at),
            "law": "",
        }
    if duty.clock == "law":
        return _law_words(duty, now, f"{day} {waktu(duty.due_at)}")
    if duty.due_at < now:
        days = (today - due.date()).days
        late = ngettext("Terlambat %(n)s hari", "Terlambat %(n)s hari", days) % {"n": days}
        return {
            "css": "is-late",
            "icon": "late",
            "words": late if days else _("Terlambat hari ini"),
            "moment": day,
            "law": "",
        }
    if due.date() == today:
        return {
            "css": "is-today",
            "icon": "clock",
            "words": _("Jatuh tempo hari ini"),
            "moment": waktu(duty.due_at),
            "law": "",
        }
    if duty.clock == "promise":
        days = working_days_between(today, due.date())
        words = ngettext("Sisa %(n)s hari kerja", "Sisa %(n)s hari kerja", days) % {"n": days}
    else:
        days = (due.date() - today).days
        words = ngettext("Sisa %(n)s hari", "Sisa %(n)s hari", days) % {"n": days}
    return {"css": "", "icon": "rest", "words": words, "moment": day, "law": ""}


def _law_words(duty, now: datetime, moment: str) -> dict[str, str]:
    left = duty.due_at - now
    hours = abs(int(left / timedelta(hours=1)))
    amount = (
        ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours} if hours < 96 else _("%(n)s hari") % {"n": hours // 24}
    )
    words = _("lewat %(amount)s") if left < timedelta(0) else _("sisa %(amount)s")
    return {
        "css": "is-law",
        "icon": "law",
        "words": words % {"amount": amount},
        "moment": moment,
        "law": _("Batas hukum"),
    }


@register.inclusion_tag("components/deadline.html", takes_context=True)
def deadline(context, duty):
    """Show a duty's deadline: shape, words and date, never colour alone."""
    return {**deadline_words(duty, context.get("now") or clock.now()), "due_at": duty.due_at}


@register.inclusion_tag("components/tag.html")
def tag_word(label, tone=""):
    """Show an adjective as a tag; tone is "high", "mid", "ok" or "" (plain)."""
    return {"label": label, "tone": tone}


@register.inclusion_tag("components/stages.html")
def stages(steps):
    """Show a row of stages: items with .label and .is_done, .is_now.  Put the heading with the stage above it."""
    return {"steps": steps}


@register.inclusion_tag("components/timeline.html", takes_context=True)
def timeline(context, entries):
    """Show entries newest first: .at, .who, .agency, .sentence and optionally .date_only."""
    return {"entries": entries, "now": context.get("now")}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page):
    """Show the way to the next keyset page and back to the first."""
    query = context["request"].GET.copy()
    query.pop("mulai", None)
    first = query.urlencode()
    query["mulai"] = page.next_token
    return {"page": page, "first": first, "next": query.urlencode()}


@register.simple_block_tag
def facts(content):
    """Wrap <div><dt>…<dd>… rows as a list of facts."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def empty(content):
    """Say why a list is empty, and one action."""
    return format_html('<p class="empty">{}</p>', content)


@register.simple_block_tag
def notice(content, tone="", symbol="info"):
    """Show a notice; tone "ok", "warn", "late" or "" and a symbol of the sprite."""
    role = format_html(' role="{}"', "status") if tone == "ok" else ""
    return format_html(
        '<div class="notice{}"{}>{}<div>{}</div></div>', f" is-{tone}" if tone else "", role, icon(symbol), content
    )


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(title, rows, legend):
    """Show stacked bars under their table: rows are (label, [n1, n2, n3], note); legend names the three parts."""
    most = max((sum(values) for _label, values, _note in rows), default=0) or 1
    bars = []
    for place, (label, values, note) in enumerate(rows):
        x, parts = 44.0, []
        for number, value in enumerate(values, start=1):
            width = round(180 * value / most, 1)
            if value:
                parts.append({"x": f"{x:.1f}", "width": f"{max(width, 1):.1f}", "css": f"c{number}"})
            x += width
        bars.append(
            {
                "label": label,
                "y": 6 + 31 * place,
                "text_y": 21 + 31 * place,
                "parts": parts,
                "note": note,
                "note_x": f"{x + 6:.0f}",
            }
        )
    return {
        "title": title,
        "bars": bars,
        "legend": list(zip(("c1", "c2", "c3"), legend, strict=False)),
        "height": 8 + 31 * len(bars),
    }


@register.filter
def without_placeholders(form):
    """Return a form whose controls carry no placeholder: the label says it, and stays while typing."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form


@register.filter
def inline_svg(text: str):
    """Return an SVG made by our own server (never by a user) for use inside HTML: without its XML declaration."""
    return mark_safe(text[text.find("<svg") :])  # noqa: S308  (drawn by the qrcode library from our own secret)


@register.simple_tag
def zone_name(viewer=None) -> str:
    """Return "WIB", "WITA" or "WIT"."""
    return _ZONES.get(str(getattr(viewer, "zone", WIB)), "WIB")

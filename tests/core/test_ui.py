"""The words and shapes of the components: deadlines, dates, figures, the form pack and its error summary."""

import gzip
import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from crispy_forms.utils import render_crispy_form
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from core.kernel.scope import NOBODY
from core.screens.gallery import SampleForm
from core.screens.templatetags import ui

pytestmark = pytest.mark.django_db  # the working calendar has the offices' own corrections
NOW = datetime(2026, 11, 12, 7, 30, tzinfo=UTC)  # Thursday, 14.30 WIB
GOOD = {
    "born_on_0": "12", "born_on_1": "5", "born_on_2": "2014", "sex": "P", "place": "13.71", "phone": "0812-3456-7890",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


def duty(**facts):
    return SimpleNamespace(**{"due_at": NOW, "clock": "promise", "paused_at": None, "settled_at": None, **facts})


@pytest.mark.parametrize(
    ("facts", "css", "words"),
    [
        ({"due_at": NOW - timedelta(days=3)}, "is-late", "Terlambat 3 hari"),
        ({"due_at": NOW - timedelta(minutes=5)}, "is-late", "Terlambat hari ini"),
        ({"due_at": NOW + timedelta(hours=1)}, "is-today", "Jatuh tempo hari ini"),
        ({"due_at": NOW + timedelta(days=4)}, "", "Sisa 2 hari kerja"),  # Thursday to Monday
        ({"due_at": NOW + timedelta(days=4), "clock": "calendar"}, "", "Sisa 4 hari"),
        ({"due_at": NOW + timedelta(hours=31), "clock": "law"}, "is-law", "sisa 31 jam"),
        ({"due_at": NOW - timedelta(hours=2), "clock": "law"}, "is-law", "lewat 2 jam"),
        ({"paused_at": NOW}, "is-hold", "Jeda sejak"),
        ({"settled_at": NOW}, "is-done", "Selesai"),
        ({"due_at": NOW - timedelta(days=9), "settled_at": NOW}, "is-done", "Selesai"),
    ],
)
def test_a_deadline_says_its_state_in_words_and_shape(facts, css, words):
    found = ui.deadline_words(duty(**facts), NOW)
    assert (found["css"], found["words"]) == (css, words)


def test_a_deadline_names_the_day_beside_the_distance():
    html = Template("{% deadline duty %}").render(Context({"duty": duty(due_at=NOW - timedelta(days=3)), "now": NOW}))
    text = re.sub(r"<[^>]+>", "", html)
    assert "Terlambat 3 hari · Sen, 9 Nov" in text
    assert 'datetime="2026-11-09' in html


def test_dates_and_figures_read_as_indonesian_and_as_english():
    assert ui.tanggal(date(2020, 10, 9)) == "9 Oktober 2020"
    assert ui.tanggal_pendek(date(2020, 10, 9)) == "9 Okt 2020"
    assert ui.waktu(NOW) == "14.30 WIB"
    assert ui.angka(1234) == "1.234"
    with translation.override("en"):
        assert ui.tanggal(date(2020, 10, 9)) == "9 October 2020"
        assert ui.waktu(NOW) == "14:30 WIB"
        assert ui.angka(1234) == "1,234"


def test_a_name_in_a_component_is_escaped():
    entry = SimpleNamespace(at=NOW, who="<b>x</b>", agency="", sentence="<script>", date_only=False)
    html = Template("{% timeline entries %}{% tag_word word %}").render(Context({"entries": [entry], "word": "<i>"}))
    assert "<b>" not in html
    assert "<script>" not in html
    assert "<i>" not in html


def test_bars_are_as_long_as_their_numbers_and_their_sum():
    found = ui.bar_chart("Judul", [("Okt", [5, 0, 5], "10"), ("Nov", [20, 0, 0], "20")], ["a", "b", "c"])
    first, second = found["bars"]
    assert [part["width"] for part in first["parts"]] == ["45.0", "45.0"]
    assert [part["css"] for part in first["parts"]] == ["c1", "c3"]
    assert [part["width"] for part in second["parts"]] == ["180.0"]


def test_a_fresh_form_marks_the_optional_ones_and_has_no_summary():
    html = render_crispy_form(SampleForm(viewer=NOBODY))
    assert "error-summary" not in html
    assert html.count("(opsional)") == 4
    assert "*" not in re.sub(r"<[^>]+>", "", html)
    for label, number in (("Hari", 0), ("Bulan", 1), ("Tahun", 2)):
        assert f'<label for="id_born_on_{number}">{label}</label>' in html


def test_an_invalid_form_lists_every_error_once_and_leads_to_its_control():
    form = SampleForm({"phone": "bukan nomor", "name": "Siti"}, viewer=NOBODY)
    html = render_crispy_form(form)
    assert f"Ada {len(form.errors)} isian yang perlu diperbaiki" in html
    assert re.search(r'class="error-summary[^>]*tabindex="-1"[^>]*autofocus[^>]*role="alert"', html)
    summary = html[html.index("error-summary") : html.index("</ul>")]
    for target in re.findall(r'href="#([^"]+)"', summary):
        assert f'id="{target}"' in html
    for name in form.errors:
        assert form.errors[name][0] in summary
        assert html.count(form.errors[name][0]) == summary.count(form.errors[name][0]) * 2
    assert 'value="Siti"' in html


def test_an_error_is_tied_to_its_control_for_readers():
    html = render_crispy_form(SampleForm({"phone": "bukan nomor"}, viewer=NOBODY))
    control = re.search(r'<input[^>]*id="id_phone"[^>]*>', html).group()
    assert 'aria-invalid="true"' in control
    assert "id_phone_error" in control
    assert 'id="id_phone_error"' in html
    assert "is-invalid" in control


def test_a_good_form_is_valid_in_three_boxes():
    form = SampleForm(GOOD, viewer=NOBODY)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == date(2014, 5, 12)
    assert form.cleaned_data["phone"] == "+6281234567890"


def test_no_markup_of_a_form_needs_an_inline_style_or_script():
    html = render_crispy_form(SampleForm({}, viewer=NOBODY))
    assert not re.search(r"<script|\sstyle=|\son\w+=", html)


def test_styles_and_scripts_stay_within_their_weight():
    files = ["vendor/bootstrap.subset.css", "css/tokens.css", "css/app.css", "js/app.js", "vendor/htmx.min.js"]
    bodies = [(settings.BASE_DIR / "static" / name).read_bytes() for name in files]
    assert sum(len(gzip.compress(body)) for body in bodies) < 45 * 1024


def test_pages_send_an_origin_with_their_forms():
    html = (settings.BASE_DIR / "templates" / "base.html").read_text()
    assert '<meta name="referrer" content="same-origin">' in html

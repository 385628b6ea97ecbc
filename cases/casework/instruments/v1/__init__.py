"""Version 1: fourteen scored factors in seven sections, then the family's economy, housing, problems and strengths."""

from django.utils.translation import gettext_lazy as _

from cases.casework.instruments.parts import Instrument
from cases.casework.instruments.v1 import body, facts, life

INSTRUMENT = Instrument(
    "1",
    _("Asesmen biopsikososiospiritual berskor"),
    _(
        "Bidang mengikuti Child Status Index (MEASURE Evaluation) dengan penjelasan skor susunan sendiri, ditambah "
        "bagian formulir asesmen Indonesia; perlu konfirmasi Balai"
    ),
    (
        body.FOOD, life.HOME, life.PROTECTION, body.HEALTH, life.MIND, life.EDUCATION, life.SPIRIT,
        facts.ECONOMY, facts.HOUSE, facts.BUILDING, facts.OUTLOOK,
    ),
)  # fmt: skip

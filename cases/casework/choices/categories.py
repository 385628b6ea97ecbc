"""What sub-categories may hang on: one of the 15 legal categories, or none of them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from cases.casework.choices.case import Category

OTHER = "other"
PARENTS = (*Category.choices, (OTHER, _("Lainnya, di luar 15 kategori")))

# The combined legal categories as offices split them in their forms, and local extras; edited by the offices later.
SUBCATEGORIES = (
    ("emergency_refugee", gettext_noop("Pengungsi atau korban kerusuhan"), Category.EMERGENCY),
    ("emergency_disaster", gettext_noop("Korban bencana alam, nonalam, atau sosial"), Category.EMERGENCY),
    ("emergency_conflict", gettext_noop("Korban konflik bersenjata"), Category.EMERGENCY),
    ("emergency_detainee", gettext_noop("Anak dari ibu yang ditahan atau dipidana"), Category.EMERGENCY),
    ("justice_offender", gettext_noop("Anak yang berkonflik dengan hukum (pelaku)"), Category.JUSTICE_CONTACT),
    ("justice_victim", gettext_noop("Anak korban tindak pidana"), Category.JUSTICE_CONTACT),
    ("justice_witness", gettext_noop("Anak saksi tindak pidana"), Category.JUSTICE_CONTACT),
    ("exploitation_economic", gettext_noop("Dieksploitasi secara ekonomi"), Category.EXPLOITATION),
    ("exploitation_sexual", gettext_noop("Dieksploitasi secara seksual"), Category.EXPLOITATION),
    ("abduction", gettext_noop("Korban penculikan"), Category.ABDUCTION_TRAFFICKING),
    ("sale", gettext_noop("Korban penjualan"), Category.ABDUCTION_TRAFFICKING),
    ("trafficking", gettext_noop("Korban perdagangan orang"), Category.ABDUCTION_TRAFFICKING),
    ("violence_physical", gettext_noop("Kekerasan fisik"), Category.VIOLENCE),
    ("violence_psychic", gettext_noop("Kekerasan psikis"), Category.VIOLENCE),
    ("maltreatment", gettext_noop("Perlakuan salah"), Category.MALTREATMENT_NEGLECT),
    ("neglect", gettext_noop("Penelantaran"), Category.MALTREATMENT_NEGLECT),
    ("bullying_offender", gettext_noop("Perundungan: pelaku"), OTHER),
    ("bullying_victim", gettext_noop("Perundungan: korban"), OTHER),
    ("bullying_witness", gettext_noop("Perundungan: saksi"), OTHER),
    ("critical_health", gettext_noop("Kondisi kritis yang membutuhkan layanan kesehatan"), OTHER),
    ("orphan_father", gettext_noop("Yatim"), OTHER),
    ("orphan_mother", gettext_noop("Piatu"), OTHER),
    ("orphan_both", gettext_noop("Yatim piatu"), OTHER),
)

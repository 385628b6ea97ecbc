"""What sub-categories may hang on: one of the 15 legal categories, or none of them."""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices.case import Category

OTHER = "other"
PARENTS = (*Category.choices, (OTHER, _("Lainnya, di luar 15 kategori")))

# The combined legal categories as offices split them in their forms, and local extras; edited by the offices later.
SUBCATEGORIES = (
    ("emergency_refugee", "Pengungsi atau korban kerusuhan", Category.EMERGENCY),
    ("emergency_disaster", "Korban bencana alam, nonalam, atau sosial", Category.EMERGENCY),
    ("emergency_conflict", "Korban konflik bersenjata", Category.EMERGENCY),
    ("emergency_detainee", "Anak dari ibu yang ditahan atau dipidana", Category.EMERGENCY),
    ("justice_offender", "Anak yang berkonflik dengan hukum (pelaku)", Category.JUSTICE_CONTACT),
    ("justice_victim", "Anak korban tindak pidana", Category.JUSTICE_CONTACT),
    ("justice_witness", "Anak saksi tindak pidana", Category.JUSTICE_CONTACT),
    ("exploitation_economic", "Dieksploitasi secara ekonomi", Category.EXPLOITATION),
    ("exploitation_sexual", "Dieksploitasi secara seksual", Category.EXPLOITATION),
    ("abduction", "Korban penculikan", Category.ABDUCTION_TRAFFICKING),
    ("sale", "Korban penjualan", Category.ABDUCTION_TRAFFICKING),
    ("trafficking", "Korban perdagangan orang", Category.ABDUCTION_TRAFFICKING),
    ("violence_physical", "Kekerasan fisik", Category.VIOLENCE),
    ("violence_psychic", "Kekerasan psikis", Category.VIOLENCE),
    ("maltreatment", "Perlakuan salah", Category.MALTREATMENT_NEGLECT),
    ("neglect", "Penelantaran", Category.MALTREATMENT_NEGLECT),
    ("bullying_offender", "Perundungan: pelaku", OTHER),
    ("bullying_victim", "Perundungan: korban", OTHER),
    ("bullying_witness", "Perundungan: saksi", OTHER),
    ("critical_health", "Kondisi kritis yang membutuhkan layanan kesehatan", OTHER),
    ("orphan_father", "Yatim", OTHER),
    ("orphan_mother", "Piatu", OTHER),
    ("orphan_both", "Yatim piatu", OTHER),
)

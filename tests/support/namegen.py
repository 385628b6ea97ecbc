"""Invented Indonesian names by the thousand, and the ways people half-remember them.  Seeded: the same each run."""
# ruff: noqa: SIM905  (names in running lines are read and mended more easily than lists of quoted words)

import random

GIVEN_MALE = (
    "Ahmad Abdul Abdullah Adi Aditya Afdal Agus Ahlul Ali Alif Andi Andika Anggi Arif Asep Bagas Bagus Bambang Bayu Budi "
    "Cahyo Candra Danil Darwis Dedi Deni Dimas Djoko Eka Eko Fadli Fahri Fajar Farhan Fauzan Fauzi Febri Firman Galih "
    "Gilang Habib Hadi Hafiz Haikal Hamdan Harun Hasan Hendra Hendri Heri Husein Ibrahim Idris Ikhsan Ilham Imam Indra "
    "Irfan Iskandar Ismail Jefri Joko Jonatan Junaidi Kevin Khairul Krisna Lukman Mahendra Maruli Maulana Muhammad "
    "Muklis Mulyadi Mustafa Nanda Nofri Nugroho Panji Parlin Putra Rafi Rahmat Ramadhan Randi Rangga Raka Rendi Reza "
    "Rian Ridho Rikardo Riski Rizky Robi Roni Rudi Saiful Samuel Sandi Satria Slamet Sofyan Sudirman Suherman Surya "
    "Syafiq Syafrizal Syahrul Taufik Teguh Togar Tri Umar Usman Wahyu Wahyudi Wawan Yandri Yoga Yohanes Yudi Yusuf "
    "Zainal Zaki Zulfikar Zulkifli"
).split()
GIVEN_FEMALE = (
    "Aisyah Alya Amelia Anisa Annisa Aulia Ayu Bunga Cahaya Citra Dea Debora Dela Desi Dewi Dian Dina Dinda Elsa Endah "
    "Erna Eva Fadila Farida Fatimah Fitri Fitria Fitriani Ghina Hafizah Halimah Hasanah Hayati Icha Indah Intan Ira "
    "Jihan Kartika Khadijah Kristina Lamtiar Laras Latifah Lestari Lidia Lusi Mardiah Maria Maryam Maya Mega Melati "
    "Meiza Mira Mutia Mutiara Nabila Nadia Nia Nirmala Novi Nur Nurhaliza Nurhayati Nurul Oktavia Putri Rahma Rahmi "
    "Ratih Ratna Resti Retno Rina Rini Risma Ruth Safira Salma Salsabila Sari Sekar Silvia Siska Siti Sri Suci Syafitri "
    "Syarifah Tiara Tiurma Tuti Ulfa Vina Wati Wulan Yanti Yohana Yulia Yuliana Yuni Zahra Zainab Zaskia Zulaikha Zuraini"
).split()
LAST = (
    "Aritonang Batubara Butarbutar Caniago Chaniago Daulay Firdaus Ginting Gultom Gunawan Guci Halawa Hamzah Handayani "
    "Harahap Harefa Hasibuan Hidayat Hidayatullah Hutabarat Hutagalung Jambak Kurniawan Koto Kusuma Lubis Malau "
    "Mandailing Manurung Marbun Mardhatillah Maulida Mendrofa Nainggolan Nasution Ndraha Nugraha Oktaviani Panjaitan "
    "Pasaribu Permana Permata Piliang Pohan Prasetyo Pratama Purba Purnama Rahayu Rahmadani Rahmawati Ramadhani Rangkuti "
    "Ritonga Saragih Saputra Saputri Sari Setiawan Siahaan Sianturi Sihombing Sikumbang Silalahi Simanjuntak Simatupang "
    "Sinaga Siregar Situmorang Suharto Sukarno Suryani Susanti Susanto Syahputra Tampubolon Tanjung Tarigan Telaumbanua "
    "Utami Wahyuni Wibowo Wijaya Wulandari Yolanda Yulianti Zebua Zega"
).split()
SYLLABLES = (
    "a ba bi da de di fa fi ga ha hi ja ka ki la li lu ma me mi mu na ni nu ra ri ro sa si su sya ta ti to wa ya yu za zi zu"
).split()
ENDINGS = ("", "", "n", "r", "s", "m", "h", "t", "l", "ng")
SHORT = {
    "Muhammad": ("Moh.", "M.", "Mhd.", "Muh.", "Mohd"),
    "Siti": ("St.", "Sitti"),
    "Abdul": ("Abd.",),
    "Ahmad": ("Achmad", "Akhmad"),
}


class Register:
    """A register of invented children: `rows` of (full name, sex, birth year, mother's name)."""

    def __init__(self, size: int, seed: int = 2006):
        self.chance = random.Random(seed)
        self.rare = [self._rare() for _turn in range(max(200, size // 8))]
        self.rows = [self._row() for _turn in range(size)]

    def _rare(self) -> str:
        made = "".join(self.chance.choices(SYLLABLES, k=self.chance.choice((2, 3, 3)))) + self.chance.choice(ENDINGS)
        return made.capitalize()

    def _row(self) -> tuple[str, str, int, str]:
        sex = self.chance.choice("LP")
        return self._name(sex), sex, self.chance.randint(2008, 2024), self._name("P")

    def _name(self, sex: str) -> str:
        given = self.chance.choice(GIVEN_MALE if sex == "L" else GIVEN_FEMALE)
        rare, last = self.chance.choice(self.rare), self.chance.choice(LAST)
        shape = self.chance.random()
        if shape < 0.08:  # one word is a whole name
            return rare if shape < 0.06 else given
        if shape < 0.35:
            return f"{given} {rare}"
        if shape < 0.62:
            return f"{given} {last}"
        return f"{given} {rare} {last}" if shape < 0.9 else f"{rare} {last}"


def _typo(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name))
    while name[place] == " " or name[place - 1] == " ":
        place = chance.randrange(1, len(name))
    kind, letter = chance.choice(("drop", "double", "other", "swap")), chance.choice("aiueonrst")
    if kind == "drop":
        return name[:place] + name[place + 1 :]
    if kind == "double":
        return name[:place] + letter + name[place:]
    if kind == "other":
        return name[:place] + letter + name[place + 1 :]
    return name[: place - 1] + name[place] + name[place - 1] + name[place + 1 :]


def _old_spelling(name: str, chance: random.Random) -> str:
    old = name.lower()
    for new, before in (("sy", "sj"), ("ny", "nj"), ("c", "tj"), ("j", "dj"), ("u", "oe"), ("y", "j")):
        if new in old and before not in old:
            old = old.replace(new, before)
    return old


def _short(name: str, chance: random.Random) -> str:
    return " ".join(chance.choice(SHORT[word]) if word in SHORT else word for word in name.split())


def _other_order(name: str, chance: random.Random) -> str:
    return " ".join(reversed(name.split()))


def _fewer_words(name: str, chance: random.Random) -> str:
    words = name.split()
    words.pop(0 if chance.random() < 0.4 else -1)
    return _typo(" ".join(words), chance) if chance.random() < 0.3 else " ".join(words)


def _joined(name: str, chance: random.Random) -> str:
    words = name.split()
    return " ".join(["".join(words[:2]).capitalize(), *words[2:]])


def _other_letters(name: str, chance: random.Random) -> str:
    low = name.lower()
    for one, other in (("f", "v"), ("z", "s"), ("k", "q"), ("i", "y"), ("s", "z"), ("h", "")):
        if one in low and chance.random() < 0.6:
            return low.replace(one, other, 1)
    return low


# How somebody half-remembers a name: kind -> (how it is spoilt, which names can be spoilt so).
WAYS = {
    "salah ketik": (_typo, lambda name: len(name) > 4),
    "dua salah ketik": (lambda name, chance: _typo(_typo(name, chance), chance), lambda name: len(name) > 11),
    "ejaan lama": (_old_spelling, lambda name: any(part in name.lower() for part in ("u", "j", "c", "sy"))),
    "singkatan": (_short, lambda name: " " in name and any(word in SHORT for word in name.split())),
    "urutan kata": (_other_order, lambda name: " " in name),
    "kata kurang": (_fewer_words, lambda name: len(name.split()) > 2),
    "digabung": (_joined, lambda name: " " in name),
    "huruf lain": (_other_letters, lambda name: True),
}


def asked(register: Register, count: int, seed: int = 59) -> list[tuple[str, str, int]]:
    """Return (kind, what is typed, which row is meant), the kinds in equal shares.

    Half of the people also remember the year of birth, as the search box allows; names that many children bear can be
    told apart by nothing else.
    """
    chance = random.Random(seed)
    found, kinds = [], list(WAYS)
    while len(found) < count:
        kind = kinds[len(found) % len(kinds)]
        spoil, fits = WAYS[kind]
        place = chance.randrange(len(register.rows))
        name, _sex, year, _mother = register.rows[place]
        if fits(name):
            typed = spoil(name, chance)
            found.append((kind, f"{typed} {year}" if chance.random() < 0.5 else typed, place))
    return found

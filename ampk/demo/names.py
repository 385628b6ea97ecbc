"""Invented names as they are heard between Padang, Payakumbuh, Batusangkar and Pekanbaru; nobody real is meant."""

import random
from collections.abc import Iterator
from difflib import SequenceMatcher

# Given names and the second names that go with them: Minang, Melayu, Batak, Jawa and Nias families of the region.
MINANG = {
    "L": ("Afdal", "Rahmat", "Ikhsan", "Syafrizal", "Zulfikar", "Randi", "Fauzan", "Yandri", "Hendri", "Ilham", "Robi", "Alfikri", "Nofri", "Arif", "Wahyudi", "Deri", "Habib", "Khairul", "Rido", "Syukri"),
    "P": ("Yulia", "Rahmi", "Suci", "Nadia", "Ghina", "Fitria", "Silvia", "Annisa", "Mutiara", "Resti", "Wulan", "Zahra", "Lusi", "Hayatun", "Dian", "Meiza"),
}  # fmt: skip
MINANG_LAST = ("Chaniago", "Piliang", "Sikumbang", "Koto", "Jambak", "Guci", "Tanjung", "Firdaus", "Mardiah", "Ramadhani", "Syafitri", "Oktavia", "Afriza", "Zulmi", "Novita")  # fmt: skip
MELAYU = {
    "L": ("Raja Haikal", "Said Umar", "Azlan", "Haris", "Encik Daud", "Syahrul", "Danil", "Firmansyah"),
    "P": ("Tengku Aliya", "Zuraini", "Syarifah", "Intan", "Nurul", "Maisarah", "Siti Khadijah"),
}  # fmt: skip
MELAYU_LAST = ("Hamzah", "Ismail", "Syahputra", "Razali", "Yusuf", "Mansur", "Idris", "Salim")
BATAK = {
    "L": ("Togar", "Maruli", "Jonatan", "Samuel", "Rikardo", "Parlin", "Hotman"),
    "P": ("Ruth", "Lamtiar", "Debora", "Tiurma", "Yohana", "Kristina"),
}
BATAK_LAST = ("Simanjuntak", "Hutabarat", "Sihombing", "Nainggolan", "Siregar", "Lubis", "Harahap")
JAWA = {
    "L": ("Bagus", "Wahyu", "Galih", "Dimas", "Eko", "Yoga", "Slamet", "Aditya", "Tri", "Panji"),
    "P": ("Ratih", "Sekar", "Endah", "Ayu", "Retno", "Laras", "Dewi", "Puspita"),
}
JAWA_LAST = ("Prasetyo", "Nugroho", "Santoso", "Wibowo", "Utomo", "Kuncoro", "Handayani", "Lestari")
PEOPLES = ((MINANG, MINANG_LAST), (MELAYU, MELAYU_LAST), (BATAK, BATAK_LAST), (JAWA, JAWA_LAST))
ALIKE = 0.8  # above it two names look like a slip of the pen
# Out of ten children six are Minang.
SHARES = (6, 2, 1, 2)
FEMALE_LAST = frozenset({"Mardiah", "Ramadhani", "Syafitri", "Oktavia", "Novita", "Handayani", "Lestari"})
MALE_LAST = frozenset(
    {"Firdaus", "Afriza", "Zulmi", "Prasetyo", "Nugroho", "Santoso", "Wibowo", "Utomo", "Kuncoro", "Syahputra"}
)

MOTHERS = (
    "Nurhayati", "Ermawati", "Yulinar", "Rosmaini", "Desi Susanti", "Murniati", "Zuraida", "Sri Wahyuni", "Asmarni",
    "Lidia Manurung", "Helmiwati", "Syamsinar", "Eli Marlina", "Rukiah", "Suryani", "Tuti Alawiyah", "Nelfi Yarni",
)  # fmt: skip


class Names:
    """Deals names like cards: a given name comes again only when all others of its kind were used."""

    def __init__(self, chance: random.Random, hand: int = 0, hands: int = 1):
        self.chance, self.hand, self.hands = chance, hand, hands
        self.decks: dict[tuple, Iterator[str]] = {}
        self.given: set[str] = set()

    def child(self, sex: str) -> str:
        """Return a name that no child of this demonstration has."""
        while True:
            place = self.chance.choices(range(len(PEOPLES)), SHARES)[0]
            first = self._next((place, sex), PEOPLES[place][0][sex][self.hand :: self.hands])
            wrong = MALE_LAST if sex == "P" else FEMALE_LAST
            lasts = tuple(last for last in PEOPLES[place][1] if last not in wrong)[self.hand :: self.hands]
            name = f"{first} {self._next((place, sex, 'last'), lasts)}"
            if not any(SequenceMatcher(None, name, other).ratio() > ALIKE for other in self.given):
                self.given.add(name)
                return name

    def mother(self) -> str:
        """Return a mother's name."""
        return self._next(("mother",), MOTHERS)

    def _next(self, key: tuple, names: tuple[str, ...]) -> str:
        deck = self.decks.setdefault(key, iter(()))
        for name in deck:
            return name
        shuffled = list(names)
        self.chance.shuffle(shuffled)
        self.decks[key] = iter(shuffled)
        return next(self.decks[key])

"""Dates and numbers as letters write them, in Indonesian whatever language the writer works in."""

from datetime import date

_ONES = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def number_words(number: int) -> str:
    """Return "dua ribu dua puluh enam" for 2026 (0 to 999,999)."""
    if number < 12:
        return _ONES[number]
    if number < 20:
        return f"{_ONES[number - 10]} belas"
    for size, word in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        if number >= size:
            many, rest = divmod(number, size)
            head = f"se{word}" if many == 1 and size > 10 else f"{number_words(many)} {word}"
            return f"{head} {number_words(rest)}" if rest else head
    raise ValueError(number)


def long_date(day: date) -> str:
    """Return "9 Oktober 2020"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_date(day: date) -> str:
    """Return "Jumat, 9 Oktober 2020"."""
    return f"{_DAYS[day.weekday()]}, {long_date(day)}"


def date_in_words(day: date) -> str:
    """Return "Jumat tanggal sembilan bulan Oktober tahun dua ribu dua puluh (9 Oktober 2020)"."""
    return (
        f"{_DAYS[day.weekday()]} tanggal {number_words(day.day)} bulan {_MONTHS[day.month - 1]}"
        f" tahun {number_words(day.year)} ({long_date(day)})"
    )


def roman_month(day: date) -> str:
    """Return "X" for October."""
    return _ROMAN[day.month - 1]


def with_word(number: int) -> str:
    """Return "1 (satu)"."""
    return f"{number} ({number_words(number)})"

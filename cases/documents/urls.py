from django.urls import path

from cases.documents.views import files, letters

_FILES, _LETTERS = "kasus/<code:code>/dokumen/", "kasus/<code:code>/dokumen/surat/"
_FILE, _LETTER = f"{_FILES}<code:document>/", f"{_LETTERS}<code:letter>/"

urlpatterns = [
    path(_FILES, files.Documents.as_view(), name="case_documents"),
    path(f"{_FILES}baru/", files.Attach.as_view(), name="document_new"),
    path(_FILE, files.DocumentPage.as_view(), name="document"),
    path(f"{_FILE}ganti/", files.Replace.as_view(), name="document_replace"),
    path(f"{_FILE}tarik/", files.Withdraw.as_view(), name="document_withdraw"),
    path(f"{_FILE}pulihkan/", files.Restore.as_view(), name="document_restore"),
    path("dokumen/<code:code>/isi/", files.Content.as_view(), name="document_content"),
    path(_LETTERS, letters.Letters.as_view(), name="case_letters"),
    path(f"{_LETTERS}baru/", letters.NewLetter.as_view(), name="letter_new"),
    path(_LETTER, letters.LetterPage.as_view(), name="letter"),
    path(f"{_LETTER}ubah/", letters.EditLetter.as_view(), name="letter_edit"),
    path(f"{_LETTER}ajukan/", letters.AskForNumber.as_view(), name="letter_ask"),
    path(f"{_LETTER}kembalikan/", letters.GiveBack.as_view(), name="letter_give_back"),
    path(f"{_LETTER}nomor/", letters.NumberLetter.as_view(), name="letter_number"),
    path(f"{_LETTER}batal/", letters.VoidLetter.as_view(), name="letter_void"),
    path(f"{_LETTER}ganti/", letters.ReplaceLetter.as_view(), name="letter_replace"),
    path(f"{_LETTER}buang/", letters.DropLetter.as_view(), name="letter_drop"),
    path("pengaturan/nomor-surat/", letters.LetterPattern.as_view(), name="letter_pattern"),
    path("surat/<code:code>/isi/", letters.LetterContent.as_view(), name="letter_content"),
]

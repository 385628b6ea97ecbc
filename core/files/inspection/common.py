from core.kernel.refusals import Refused


class Unacceptable(Refused):
    """A file that is not taken in, with the reason in words, beside the file's field."""

    def __init__(self, sentence):
        super().__init__(sentence, field="file")

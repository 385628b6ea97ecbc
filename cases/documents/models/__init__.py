from cases.documents.models.files import Document, Passage, document_code
from cases.documents.models.letters import Agenda, Letter

__all__ = ["Agenda", "Document", "Letter", "Passage", "document_code"]

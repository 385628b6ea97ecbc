"""The face of the ground: base screens and forms, their fields, paging and the components of a page.  No models."""

"""The letter of this room: surat rujukan with its closed page and the slip for the answer."""

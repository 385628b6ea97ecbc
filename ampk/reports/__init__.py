"""The month in numbers: one recapitulation for screen, XLSX and CSV, with small cells hidden by one function."""

"""A report that a board can read: sections, their tables and charts, as a page and as a PDF."""

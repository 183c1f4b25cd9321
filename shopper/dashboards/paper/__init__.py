"""A branch as a PDF: the same words, figures and tables as its pages, set by typst."""

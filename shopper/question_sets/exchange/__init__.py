"""Question sets in and out: files of forms and of words in, forms, words and paper out."""

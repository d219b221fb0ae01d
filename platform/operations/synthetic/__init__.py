"""Content that nobody wrote, to load the site with: drawn from word lists, always the same for the same seed.

It reads like the field's own texts in length and in variety of words, and is not meant to be believed.
"""

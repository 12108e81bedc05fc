"""Calls for abstracts: what is asked, in which languages, from when until when."""

"""The demo: the founding conference, made of what every feature registers as its seed."""

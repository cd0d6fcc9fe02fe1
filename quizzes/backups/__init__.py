"""Backups of the whole database: taken while people answer, verified, and restored as a whole.

``archive`` is the file, ``sqlite`` and ``postgresql`` fill and empty it, ``drill`` is what the
two commands call.
"""

"""Untrusted input becomes clean values here, one file a room."""

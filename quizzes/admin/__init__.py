"""The editor's desk: Django's admin, a file a room."""

from quizzes.admin import attempts, facts, library, questions

__all__ = ["attempts", "facts", "library", "questions"]

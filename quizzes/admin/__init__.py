"""The editor's desk: Django's admin, a file a room."""

from quizzes.admin import attempts, classes, facts, library, questions

__all__ = ["attempts", "classes", "facts", "library", "questions"]

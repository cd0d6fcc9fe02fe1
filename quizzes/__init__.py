"""Evident: quizzes and flashcards that rest on the sentences of an article."""

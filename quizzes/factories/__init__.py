"""One small factory a model, for the demo class and for every test."""

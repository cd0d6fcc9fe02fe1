"""One factory a model, for the demo class and for every test: sequences, never chance or the clock.

What takes more than one row of a kind, such as a question with its options, is a function
beside the factories.
"""

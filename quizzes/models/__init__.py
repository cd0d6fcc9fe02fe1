"""The tables, one file a room."""

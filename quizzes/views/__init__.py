"""Function views, one file a room."""

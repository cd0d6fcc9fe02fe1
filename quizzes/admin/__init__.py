"""The desk of the editor, one file a room."""

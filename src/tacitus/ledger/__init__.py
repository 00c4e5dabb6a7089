"""The books: everything that was read, tied to the archived bytes, never overwritten."""

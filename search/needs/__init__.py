"""What people look for: counted without them, kept ninety days, read by those who may answer."""

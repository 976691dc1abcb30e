"""URLs: urllib.parse."""

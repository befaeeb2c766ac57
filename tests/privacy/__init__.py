"""What one who reads everything can find out."""

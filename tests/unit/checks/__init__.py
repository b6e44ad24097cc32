"""What is typed is checked."""

"""From a paper's PDF bytes to the screen and to the printer."""

"""How the program looks: colours and sizes from tokens, painted icons, fonts; nothing else decides."""

"""How the bundled Spanish→English translation package was made; see README.md beside this file."""

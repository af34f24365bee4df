"""``python -m bilingual`` is the command."""

from bilingual.cli import main

main()

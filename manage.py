#!/usr/bin/env python3
"""Alqa's command line: `manage.py help` lists the commands."""

import os
import sys


def main() -> None:
    """Run the command; without settings in the environment somebody's own machine is assumed, so DEBUG is on.

    The demo is not debugged: its worker must not start anew whenever a file changes.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conference.config.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("DEMO", "1")
    elif not (os.environ.get("SECRET_KEY") or os.environ.get("DEMO")):
        os.environ.setdefault("DEBUG", "1")
    try:
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        sys.exit("Django is not installed in this Python. Run `make install`, then `.venv/bin/python manage.py …`.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

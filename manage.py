#!/usr/bin/env python3
"""The commands of the platform: `manage.py help` lists them, docs/operations.md explains them."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "platform"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if sys.argv[1:2] != ["run_site"]:
    # Commands and the worker can wait longer for SQLite's one writer than a reader for a page.
    os.environ.setdefault("SQLITE_TIMEOUT", "20")

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

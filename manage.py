#!/usr/bin/env python3
"""The commands of the platform: `manage.py help` lists them, docs/operations.md explains them."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "platform"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
command = sys.argv[1:2]
if command != ["run_site"]:
    # Commands and the worker can wait longer than a reader for a page: for whoever writes, and for their own questions.
    os.environ.setdefault("LOCK_TIMEOUT", "20")
    # A migration takes what it takes; other work no longer than a task's lease.
    os.environ.setdefault("STATEMENT_TIMEOUT", "0" if command in (["setup"], ["migrate"]) else "600")

if __name__ == "__main__":
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))

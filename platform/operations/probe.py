"""Asks a site in the same container how it is: `python -m operations.probe live`. Needs no Django and no shell."""

import os
import sys
import urllib.error
import urllib.request


def main(part: str) -> int:
    """0 when `/health/<part>` answers 200, else 1. The first of ALLOWED_HOSTS is the name it asks by."""
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/{part}"
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host}), timeout=4) as answer:
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, TimeoutError):
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

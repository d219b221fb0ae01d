"""The site as it is measured: its own settings, with static files gathered beside its data."""

from config.settings import *  # noqa: F403 - the site's own settings, all of them
from config.settings import DATA_DIR

STATIC_ROOT = DATA_DIR / "static"

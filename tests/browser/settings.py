"""The site as browsers visit it in tests: with addresses at which each breakdown can be looked at."""

from config.settings import *  # noqa: F403 - the site's own settings, all of them

ROOT_URLCONF = "tests.browser.urls"

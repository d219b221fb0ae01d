"""The way in for a server: pages run in threads as WSGI (a third of the cost of Django's ASGI), sockets in Channels."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages: Any = get_wsgi_application()
# Python runs one at a time: more of them only take turns, and the last to end waits for all. A few, since some wait for
# the database.
PAGES_AT_ONCE = 6

# Channels reads models as it is imported: Django must stand first.
from a2wsgi import WSGIMiddleware  # noqa: E402
from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from django.urls import re_path  # noqa: E402

from config.sockets import SOCKETS  # noqa: E402
from live.refusal import refuse  # noqa: E402
from operations.bodies import WholeBodies  # noqa: E402

nobody: Any = refuse  # A bare ASGI application, where `re_path` is typed for views.
sockets = URLRouter([*SOCKETS, re_path("", nobody)])
application = ProtocolTypeRouter(
    {
        "http": WholeBodies(WSGIMiddleware(pages, workers=PAGES_AT_ONCE)),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(sockets)),
    }
)

"""How often one address, one person or one e-mail address may ask for what costs. `LIMITS=off` lifts them all, on one's
own machine only."""

from collections.abc import Mapping

REQUESTS_PER_MINUTE: Mapping[str, int] = {
    "search": 1200,
    "search_count": 3000,
    "search_feed": 600,
    "browser_suggestions": 3000,
    "leave_answer": 60,
    "after_answer": 60,
    "report_error": 60,
    "result_opened": 300,
    "api:api_search": 3000,
    "api:api_suggest": 3000,
    "api:api_offers": 600,
    "api:api_structures": 600,
}
"""From one address to one view (operations.limits). A room full of colleagues often shares one address: enough for them
all, too little to take the site from others."""
OF_PEOPLE: Mapping[str, str] = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key,30/d/key",
    "confirm_email": "3/m/key,10/d/key",
    "join": "5/h/key",
    "try_code": "30/m/ip",
    "invite": "20/d/user",
}
"""Letters, codes and invitations, in allauth's words: its own actions and ours beside them. A code has a million values
and few tries; these say how many codes a day."""

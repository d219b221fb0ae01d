"""OpenID Connect as we ask it of a provider: what is sent, what must come back, what of it is believed."""

from collections.abc import Iterable, Mapping
from typing import Any

import jwt
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from requests import Response

SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""By a key that the provider alone holds: neither « none » nor a secret that both know."""
SKEW = 60
"""Seconds by which two clocks may differ."""
LONGEST_NAME = 191
"""Characters by which a provider may know somebody."""
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


def nonce_of(verifier: str) -> str:
    """What binds the provider's word to this sign-in: drawn from the secret that its state keeps, and never sent."""
    return salted_hmac("accounts.other_doors.nonce", verifier, algorithm="sha256").hexdigest()


class Exchange(OpenIDConnectOAuth2Adapter):
    """One sign-in: whatever a provider answers that is not what OpenID Connect says is an OAuth2Error."""

    nonce = ""
    id_token = ""

    @property
    def openid_config(self) -> Mapping[str, Any]:
        if not hasattr(self, "_openid_config"):
            found = _object(_answer(self.get_provider().server_url))
            if not all(isinstance(found.get(name), str) for name in NEEDED):
                raise OAuth2Error("this is no description of an OpenID Connect provider")
            self._openid_config = found
        return self._openid_config

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        self.nonce = nonce_of(pkce_code_verifier or "")
        try:
            said = super().get_access_token_data(request, app, client, pkce_code_verifier=pkce_code_verifier)
        except (KeyError, TypeError) as error:  # No type of content; not an object.
            raise OAuth2Error("the tokens cannot be read") from error
        return dict(said)

    def parse_token(self, data: Mapping[str, Any]) -> SocialToken:
        """Used once, for what the provider says of somebody; never kept."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who came back, once everything that vouches for it was checked. Raises OAuth2Error."""
        self.id_token = str(kwargs["response"].get("id_token", ""))
        told = self._signed(self.id_token, "exp", "iat", "sub")
        if not constant_time_compare(str(told.get("nonce", "")), self.nonce):
            raise OAuth2Error("the id_token answers another request")
        levels = str(app.settings["auth_params"].get("acr_values", "")).split()
        if levels and told.get("acr") not in levels:
            raise OAuth2Error(f"the level of assurance is {told.get('acr')!r}, not one of {levels}")
        person = self._fetch_user_info(token.token)
        if person.get("sub") != told["sub"] or not 0 < len(str(told["sub"])) <= LONGEST_NAME:
            raise OAuth2Error("the userinfo is not of whom the id_token names")
        login: SocialLogin = self.get_provider().sociallogin_from_response(request, person)
        return login

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        """ProConnect signs it; others answer plainly."""
        answer = _answer(self.profile_url, {"Authorization": f"Bearer {access_token}"})
        signed = answer.headers.get("Content-Type", "").startswith("application/jwt")
        return self._signed(answer.text.strip()) if signed else _object(answer)

    def _signed(self, token: str, *needed: str) -> dict[str, Any]:
        """What a token says: signed by the provider, for us, and still good."""
        keys = _object(_answer(self.openid_config["jwks_uri"]))
        try:
            header = jwt.get_unverified_header(token)
            key = _key_of(jwt.PyJWKSet.from_dict(keys).keys, header.get("kid"))
            said: dict[str, Any] = jwt.decode(
                token, key, algorithms=SIGNED, audience=self.get_provider().app.client_id,
                issuer=self.openid_config["issuer"], leeway=SKEW, options={"require": ["iss", "aud", *needed]},
            )  # fmt: skip
        except (jwt.PyJWTError, AttributeError, TypeError, ValueError) as error:
            raise OAuth2Error(f"a token that is not good: {error}") from error
        return said


class Door(OpenIDConnectProvider):
    """A provider as the settings describe it."""

    oauth2_adapter_class = Exchange

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Where one goes next is for the address to say; what is asked of the provider is not."""
        said = super().get_redirect_from_request_kwargs(request)
        return {"process": AuthProcess.LOGIN} | {name: said[name] for name in said if name == "next_url"}

    def get_pkce_params(self) -> dict[str, Any]:
        proof: dict[str, Any] = super().get_pkce_params()
        return proof | {"nonce": nonce_of(proof["code_verifier"])}

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing of what it says is kept beside the account: the name and the address are the account's own."""
        return {}

    def extract_common_fields(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """ProConnect says `usual_name` for the family name."""
        last_name = data.get("usual_name") or data.get("family_name")
        said = {"email": data.get("email"), "first_name": data.get("given_name"), "last_name": last_name}
        if not (said["first_name"] or last_name):
            said["name"] = data.get("name")
        return {name: value for name, value in said.items() if isinstance(value, str)}

    def extract_email_addresses(self, data: Mapping[str, Any]) -> list[EmailAddress]:
        """Confirmed when it says so; where it never says, when whoever set it up trusts it for that."""
        email, confirmed = data.get("email"), data.get("email_verified")
        if not isinstance(email, str):
            return []
        trusted = confirmed is None and self.app.settings.get("confirms_addresses", False)
        return [
            EmailAddress(
                email=email.lower(), verified=trusted or confirmed is True or confirmed == "true", primary=True
            )
        ]


def _answer(address: str, headers: Mapping[str, str] = {}) -> Response:
    with get_adapter().get_requests_session() as session:
        answer: Response = session.get(address, headers=headers)
        answer.raise_for_status()
    return answer


def _object(answer: Response) -> dict[str, Any]:
    said = answer.json()
    if not isinstance(said, dict):
        raise OAuth2Error("an answer that is no object")
    return said


def _key_of(keys: Iterable[jwt.PyJWK], name: object) -> jwt.PyJWK:
    """The key of this name; a provider of a single key need not name it."""
    named = [key for key in keys if name in (None, key.key_id)]
    if len(named) != 1:
        raise ValueError("no key of the provider signed it")
    return named[0]

"""Identities of providers that are linked to a user before they have signed in."""

import json
import time

from .registry import correction

_MAX_IDENTITIES = 5
#: What stands for the provider's own id of a user, whatever the provider calls it.
SUBJECT = "Cognito_Subject"


@correction
def linking_identities():
    """AWS: AdminLinkProviderForUser links an identity that has not signed in yet to a user, five at most, and says so in the
    user's attribute `identities`; ListUsers finds a user by one attribute, with the filter's quotes escaped.
    moto 5.2.1: has no AdminLinkProviderForUser (500).
    """
    from moto.cognitoidp.exceptions import InvalidParameterException, ResourceNotFoundError, UserNotFoundError
    from moto.cognitoidp.responses import CognitoIdpResponse
    from moto.core.exceptions import JsonRESTError
    from moto.core.responses import EmptyResult

    if hasattr(CognitoIdpResponse, "admin_link_provider_for_user"):
        return

    def admin_link_provider_for_user(self):
        pool = self.backend.describe_user_pool(self._get_param("UserPoolId"))
        destination, source = self._get_param("DestinationUser") or {}, self._get_param("SourceUser") or {}
        provider = source.get("ProviderName")
        if provider not in pool.identity_providers:
            raise ResourceNotFoundError(f"Identity provider {provider} does not exist.")
        if destination.get("ProviderName") != "Cognito":
            raise InvalidParameterException("The emulator links to a pool's own users alone.")
        user = pool.users.get(destination.get("ProviderAttributeValue"))
        if user is None:
            raise UserNotFoundError("User does not exist.")
        immutable = [
            name
            for name in user.attribute_lookup
            if name.startswith("custom:") and not pool.schema_attributes[name].mutable
        ]
        if immutable:
            raise InvalidParameterException(f"Attributes cannot be changed: {', '.join(immutable)}")
        name, value = source.get("ProviderAttributeName"), source.get("ProviderAttributeValue")
        for other in pool.users.values():
            if (provider, name, value) in links_of(other):
                raise InvalidParameterException("SourceUser is already linked to DestinationUser")
            if name == SUBJECT and other.username == f"{provider}_{value}":
                raise InvalidParameterException(
                    "Merging is not currently supported, provide a SourceUser that has not been signed up"
                )
        identities = json.loads(user.attribute_lookup.get("identities") or "[]")
        if len(identities) >= _MAX_IDENTITIES:
            raise JsonRESTError("LimitExceededException", "A user has at most five linked identities.")
        identity = {
            "userId": value,
            "providerName": provider,
            "providerType": pool.identity_providers[provider].extended_config.get("ProviderType"),
            "issuer": None,
            "primary": "false",
            "dateCreated": str(int(time.time() * 1000)),
        }
        links_of(user).append((provider, name, value))
        user.update_attributes([{"Name": "identities", "Value": json.dumps([*identities, identity])}])
        return EmptyResult()

    CognitoIdpResponse.admin_link_provider_for_user = admin_link_provider_for_user


def links_of(user):
    """What was linked to a user, each a provider, an attribute of its profiles and the value."""
    return user.__dict__.setdefault("linked_identities", [])


def linked_user(pool, provider_name, subject, claims):
    """The user to whom an identity was linked, by its id at the provider or by another claim."""
    for user in pool.users.values():
        for provider, name, value in links_of(user):
            given = subject if name == SUBJECT else claims.get(name)
            if provider == provider_name and given == value:
                return user
    return None

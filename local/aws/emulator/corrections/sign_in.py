"""Signing in with a user name and a password."""

from .app_clients import require_secret_hash
from .registry import correction, wraps


@correction
def user_name_case():
    """AWS: unless the pool asks for case sensitivity, `Ada@Example.com` signs in as `ada@example.com`; in a pool with
    aliases, a verified address signs in as the user who has it.
    moto 5.2.1: compares letter by letter and knows no aliases.
    """
    from moto.cognitoidp.models import CognitoIdpUserPool

    @wraps(CognitoIdpUserPool, "_get_user")
    def _get_user(original, self, username):
        user = original(self, username)
        if user is not None or not isinstance(username, str) or username == "":
            return user
        sensitive = (self.extended_config.get("UsernameConfiguration") or {}).get("CaseSensitive", False)
        fold = str if sensitive else lambda text: str(text).lower()
        names = ["username", *(self.extended_config.get("UsernameAttributes") or [])]
        aliases = self.extended_config.get("AliasAttributes") or []
        wanted = fold(username)
        for candidate in self.users.values():
            lookup = {**candidate.attribute_lookup, "username": candidate.username}
            usable = names + [
                alias
                for alias in aliases
                if alias == "preferred_username" or lookup.get(f"{alias}_verified") == "true"
            ]
            if any(fold(lookup.get(name) or "") == wanted for name in usable):
                return candidate
        return None


@correction
def auth_flows_and_secret_hash():
    """AWS: a client signs users in only by its explicit auth flows, a client with a secret must prove it by
    SECRET_HASH, and a client that hides user existence answers an unknown user like a wrong password.
    moto 5.2.1: checks none of the three for passwords.
    """
    from moto.cognitoidp.exceptions import InvalidParameterException, NotAuthorizedError, UserNotConfirmedException
    from moto.cognitoidp.models import CognitoIdpBackend, UserStatus

    # What each flow is called in ExplicitAuthFlows: the name of today and the ones from before the prefix ALLOW_.
    allowed_by = {
        "ADMIN_USER_PASSWORD_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
        "ADMIN_NO_SRP_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
        "USER_PASSWORD_AUTH": ("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"),
        "USER_SRP_AUTH": ("ALLOW_USER_SRP_AUTH",),
        "CUSTOM_AUTH": ("ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY"),
    }
    # What a client without ExplicitAuthFlows may do.
    default_flows = ("ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH")

    def check(pool, client, auth_flow, auth_parameters):
        if auth_flow not in allowed_by:
            return
        flows = client.extended_config.get("ExplicitAuthFlows") or default_flows
        if not any(name in flows for name in allowed_by[auth_flow]):
            raise InvalidParameterException(f"{auth_flow} flow not enabled for this client")
        username = auth_parameters.get("USERNAME") or ""
        require_secret_hash(client, username, auth_parameters.get("SECRET_HASH"))
        user = pool._get_user(username)
        if user is None and client.extended_config.get("PreventUserExistenceErrors") == "ENABLED":
            raise NotAuthorizedError("Incorrect username or password.")
        if user is not None and "PASSWORD" in auth_parameters:
            if user.password != auth_parameters["PASSWORD"]:
                raise NotAuthorizedError("Incorrect username or password.")
            if user.status == UserStatus.UNCONFIRMED:
                raise UserNotConfirmedException("User is not confirmed.")

    @wraps(CognitoIdpBackend, "admin_initiate_auth")
    def admin_initiate_auth(original, self, user_pool_id, client_id, auth_flow, auth_parameters):
        pool = self.describe_user_pool(user_pool_id)
        if client_id in pool.clients:
            check(pool, pool.clients[client_id], auth_flow, auth_parameters or {})
        return original(self, user_pool_id, client_id, auth_flow, auth_parameters)

    @wraps(CognitoIdpBackend, "initiate_auth")
    def initiate_auth(original, self, client_id, auth_flow, auth_parameters):
        for pool in self.user_pools.values():
            if client_id in pool.clients:
                check(pool, pool.clients[client_id], auth_flow, auth_parameters or {})
        return original(self, client_id, auth_flow, auth_parameters)

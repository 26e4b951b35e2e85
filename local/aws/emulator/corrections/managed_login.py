"""The branding of managed login, by which its pages look."""

import time
import uuid

from .registry import correction


@correction
def managed_login_branding():
    """AWS: keeps one branding for a client: Cognito's own values, or settings and assets. A plan beside LITE is needed.
    moto 5.2.1: has no such operation (500).
    """
    from moto.cognitoidp.exceptions import InvalidParameterException, ResourceNotFoundError
    from moto.cognitoidp.responses import CognitoIdpResponse
    from moto.core.exceptions import JsonRESTError
    from moto.core.responses import ActionResult, EmptyResult

    def brandings(self):
        pool = self.backend.describe_user_pool(self._get_param("UserPoolId"))
        if not hasattr(pool, "managed_login_brandings"):
            pool.managed_login_brandings = {}
        return pool, pool.managed_login_brandings

    def found(self):
        _, kept = brandings(self)
        branding_id = self._get_param("ManagedLoginBrandingId")
        if branding_id not in kept:
            raise ResourceNotFoundError(f"Managed login branding {branding_id} does not exist.")
        return kept[branding_id]

    def settings(self):
        own = bool(self._get_param("UseCognitoProvidedValues"))
        given = {"Settings": self._get_param("Settings"), "Assets": self._get_param("Assets")}
        if own and any(given.values()):
            raise InvalidParameterException(
                "Cannot specify settings or assets when UseCognitoProvidedValues is set to true."
            )
        return {"UseCognitoProvidedValues": own, **{name: value for name, value in given.items() if value}}

    def create_managed_login_branding(self):
        pool, kept = brandings(self)
        client = self._get_param("ClientId")
        if client not in pool.clients:
            raise ResourceNotFoundError(f"User pool client {client} does not exist.")
        if pool.extended_config.get("UserPoolTier") == "LITE":
            raise JsonRESTError(
                "FeatureUnavailableInTierException", "Managed login is not available in the current tier."
            )
        if any(it["clientId"] == client for it in kept.values()):
            raise JsonRESTError(
                "ManagedLoginBrandingExistsException", "A managed login branding exists for this client."
            )
        now = time.time()
        branding_id = str(uuid.uuid4())
        branding = {"ManagedLoginBrandingId": branding_id, "UserPoolId": pool.id, **settings(self)}
        kept[branding_id] = {
            "clientId": client,
            "branding": {**branding, "CreationDate": now, "LastModifiedDate": now},
        }
        return answer(kept[branding_id])

    def answer(entry):
        return ActionResult({"ManagedLoginBranding": entry["branding"]})

    def describe_managed_login_branding(self):
        return answer(found(self))

    def describe_managed_login_branding_by_client(self):
        _, kept = brandings(self)
        client = self._get_param("ClientId")
        for entry in kept.values():
            if entry["clientId"] == client:
                return answer(entry)
        raise ResourceNotFoundError(f"Managed login branding for client {client} does not exist.")

    def update_managed_login_branding(self):
        entry = found(self)
        kept = {name: entry["branding"][name] for name in ("ManagedLoginBrandingId", "UserPoolId", "CreationDate")}
        entry["branding"] = {**kept, **settings(self), "LastModifiedDate": time.time()}
        return answer(entry)

    def delete_managed_login_branding(self):
        _, kept = brandings(self)
        found(self)
        del kept[self._get_param("ManagedLoginBrandingId")]
        return EmptyResult()

    for method in (
        create_managed_login_branding,
        describe_managed_login_branding,
        describe_managed_login_branding_by_client,
        update_managed_login_branding,
        delete_managed_login_branding,
    ):
        if not hasattr(CognitoIdpResponse, method.__name__):
            setattr(CognitoIdpResponse, method.__name__, method)

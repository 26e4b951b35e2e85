"""The look of the classic sign-in pages."""

from .registry import correction


@correction
def ui_customization():
    """AWS: SetUICustomization and GetUICustomization keep a style sheet and a logo for a client, or for all (ALL). The
    pool must have a domain. A call without both takes them away.
    moto 5.2.1: has neither of the two (500).
    """
    from datetime import datetime, timezone

    from moto.cognitoidp.exceptions import InvalidParameterException
    from moto.cognitoidp.responses import CognitoIdpResponse
    from moto.core.responses import ActionResult

    if hasattr(CognitoIdpResponse, "set_ui_customization"):
        return

    def place_of(self):
        pool = self.backend.describe_user_pool(self._get_param("UserPoolId"))
        client_id = self._get_param("ClientId") or "ALL"
        if client_id != "ALL":
            self.backend.describe_user_pool_client(pool.id, client_id)
        looks = pool.__dict__.setdefault("ui_customizations", {})
        return pool, client_id, looks

    def set_ui_customization(self):
        pool, client_id, looks = place_of(self)
        if not pool.domain:
            raise InvalidParameterException("There has to be an existing domain associated with this user pool")
        css, image = self._get_param("CSS"), self._get_param("ImageFile")
        now = datetime.now(timezone.utc).timestamp()
        before = looks.pop(client_id, {})
        look = {"UserPoolId": pool.id, "ClientId": client_id}
        if css or image:
            look.update({"CreationDate": before.get("CreationDate", now), "LastModifiedDate": now})
            look.update({"CSS": css, "CSSVersion": f"{int(now)}"} if css else {})
            look.update({"ImageUrl": f"https://{pool.id}.cloudfront.net/logo.png"} if image else {})
            looks[client_id] = look
        return ActionResult({"UICustomization": look})

    def get_ui_customization(self):
        pool, client_id, looks = place_of(self)
        nothing = {"UserPoolId": pool.id, "ClientId": client_id}
        return ActionResult({"UICustomization": looks.get(client_id) or looks.get("ALL") or nothing})

    CognitoIdpResponse.set_ui_customization = set_ui_customization
    CognitoIdpResponse.get_ui_customization = get_ui_customization

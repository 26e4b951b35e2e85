"""Resource servers, which name the scopes of a shop's own APIs."""

from .registry import correction


@correction
def resource_server_changes():
    """AWS: UpdateResourceServer replaces name and scopes, DeleteResourceServer deletes; a client keeps its scopes.
    moto 5.2.1: has neither (500), so a resource server can be made and nothing else.
    """
    from moto.cognitoidp.models import CognitoIdpBackend  # noqa: F401
    from moto.cognitoidp.responses import CognitoIdpResponse
    from moto.core.responses import ActionResult, EmptyResult

    def server_of(self):
        return self.backend.describe_resource_server(self._get_param("UserPoolId"), self._get_param("Identifier"))

    def update_resource_server(self):
        server = server_of(self)
        server.name = self._get_param("Name")
        server.scopes = self._get_param("Scopes") or []
        return ActionResult({"ResourceServer": server.to_json()})

    def delete_resource_server(self):
        server = server_of(self)
        del self.backend.describe_user_pool(server.user_pool_id).resource_servers[server.identifier]
        return EmptyResult()

    if not hasattr(CognitoIdpResponse, "update_resource_server"):
        CognitoIdpResponse.update_resource_server = update_resource_server
    if not hasattr(CognitoIdpResponse, "delete_resource_server"):
        CognitoIdpResponse.delete_resource_server = delete_resource_server


@correction
def group_changes():
    """AWS: UpdateGroup takes what it is given, an empty description and a precedence of 0 as well, and leaves the rest.
    Of a group without precedence or role it says nothing of these.
    moto 5.2.1: says null.
    """
    from moto.cognitoidp.models import CognitoIdpGroup

    from .registry import wraps

    @wraps(CognitoIdpGroup, "to_json")
    def to_json(original, self):
        return {name: value for name, value in original(self).items() if value is not None}

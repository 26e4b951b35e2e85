"""What watches a user pool: risk rules, logs, and a web ACL before it."""

from .registry import correction, wraps


@correction
def risk_configurations():
    """AWS: SetRiskConfiguration keeps what it is given for a pool or one of its clients, and forgets what it is not
    given; DescribeRiskConfiguration gives the client's own or, without one, none.
    moto 5.2.1: has neither (500).
    """
    from moto.cognitoidp.exceptions import InvalidParameterException, ResourceNotFoundError
    from moto.cognitoidp.responses import CognitoIdpResponse
    from moto.core.responses import ActionResult

    parts = (
        "CompromisedCredentialsRiskConfiguration",
        "AccountTakeoverRiskConfiguration",
        "RiskExceptionConfiguration",
    )

    def place(self):
        pool = self.backend.describe_user_pool(self._get_param("UserPoolId"))
        client = self._get_param("ClientId")
        if client is not None and client not in pool.clients:
            raise ResourceNotFoundError(f"User pool client {client} does not exist.")
        if not hasattr(pool, "risk_configurations"):
            pool.risk_configurations = {}
        return pool, client

    def answer(pool, client):
        known = {"UserPoolId": pool.id, **({"ClientId": client} if client else {})}
        return ActionResult({"RiskConfiguration": {**known, **pool.risk_configurations.get(client, {})}})

    def set_risk_configuration(self):
        pool, client = place(self)
        mode = (pool.extended_config.get("UserPoolAddOns") or {}).get("AdvancedSecurityMode", "OFF")
        given = {name: self._get_param(name) for name in parts if self._get_param(name)}
        if given and mode == "OFF":
            raise InvalidParameterException("Advanced Security Mode is not enabled for the user pool.")
        if given:
            pool.risk_configurations[client] = given
        else:
            pool.risk_configurations.pop(client, None)
        return answer(pool, client)

    def describe_risk_configuration(self):
        return answer(*place(self))

    if not hasattr(CognitoIdpResponse, "set_risk_configuration"):
        CognitoIdpResponse.set_risk_configuration = set_risk_configuration
        CognitoIdpResponse.describe_risk_configuration = describe_risk_configuration


@correction
def log_delivery():
    """AWS: SetLogDeliveryConfiguration keeps where a pool's logs go; an empty list ends the delivery.
    moto 5.2.1: has neither that nor GetLogDeliveryConfiguration (500).
    """
    from moto.cognitoidp.responses import CognitoIdpResponse
    from moto.core.responses import ActionResult

    def answer(pool):
        kept = getattr(pool, "log_configurations", [])
        return ActionResult({"LogDeliveryConfiguration": {"UserPoolId": pool.id, "LogConfigurations": kept}})

    def set_log_delivery_configuration(self):
        pool = self.backend.describe_user_pool(self._get_param("UserPoolId"))
        pool.log_configurations = self._get_param("LogConfigurations") or []
        return answer(pool)

    def get_log_delivery_configuration(self):
        return answer(self.backend.describe_user_pool(self._get_param("UserPoolId")))

    if not hasattr(CognitoIdpResponse, "set_log_delivery_configuration"):
        CognitoIdpResponse.set_log_delivery_configuration = set_log_delivery_configuration
        CognitoIdpResponse.get_log_delivery_configuration = get_log_delivery_configuration


@correction
def web_acl_of_a_resource():
    """AWS: a resource has one web ACL: another association replaces the first. One that is associated cannot be deleted.
    moto 5.2.1: keeps the first, and deletes.
    """
    from moto.core.exceptions import JsonRESTError
    from moto.wafv2.models import WAFV2Backend

    @wraps(WAFV2Backend, "associate_web_acl")
    def associate_web_acl(original, self, web_acl_arn, resource_arn):
        if web_acl_arn in self.wacls:
            self.disassociate_web_acl(resource_arn)
        return original(self, web_acl_arn, resource_arn)

    @wraps(WAFV2Backend, "delete_web_acl")
    def delete_web_acl(original, self, name, scope, _id, lock_token):
        acl = self.get_web_acl(None, name, _id)
        if acl.associated_resources:
            raise JsonRESTError(
                "WAFAssociatedItemException",
                "AWS WAF couldn't perform the operation because your resource is being used by another resource.",
            )
        return original(self, name, scope, _id, lock_token)

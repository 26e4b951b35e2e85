"""Provisioned concurrency of functions."""

import json
import time
from urllib.parse import unquote

from .registry import correction, wraps

# By account, region, function and qualifier.
kept = {}


@correction
def provisioned_concurrency():
    """AWS: keeps an amount for each version or alias, which is ready after a while, and deletes it with the version or
    alias; it takes neither $LATEST nor more than what is reserved.
    moto 5.2.1: has none of it (404).
    """
    from moto.awslambda.models import LambdaBackend
    from moto.awslambda.responses import LambdaResponse
    from moto.awslambda.urls import url_paths

    def place(self):
        name = unquote(self.path.split("/functions/")[1].split("/")[0]).rsplit(":", 1)[-1]
        qualifier = self._get_param("Qualifier")
        self.backend.get_function(name, qualifier)  # 404 where there is none
        return (self.current_account, self.region, name, qualifier)

    def refused(status, code, message):
        return status, {"status": status, "x-amzn-ErrorType": code}, json.dumps({"message": message})

    def described(config):
        amount = config["amount"]
        return {
            "RequestedProvisionedConcurrentExecutions": amount,
            "AvailableProvisionedConcurrentExecutions": amount,
            "AllocatedProvisionedConcurrentExecutions": amount,
            "Status": "READY",
            "LastModified": config["at"],
        }

    def put_provisioned_concurrency_config(self):
        key = place(self)
        amount = self._get_param("ProvisionedConcurrentExecutions")
        if key[3] == "$LATEST":
            message = "Provisioned Concurrency Configs cannot be applied to unpublished function versions."
            return refused(400, "InvalidParameterValueException", message)
        reserved = self.backend.get_function_concurrency(key[2])
        if reserved is not None and amount > int(reserved):
            message = "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution"
            return refused(400, "InvalidParameterValueException", f"{message} for function")
        kept[key] = {"amount": amount, "at": time.strftime("%Y-%m-%dT%H:%M:%S+0000", time.gmtime())}
        return 202, {"status": 202}, json.dumps(described(kept[key]))

    def get_provisioned_concurrency_config(self):
        key = place(self)
        if key not in kept:
            message = "No Provisioned Concurrency Config found for this function"
            return refused(404, "ProvisionedConcurrencyConfigNotFoundException", message)
        return 200, {}, json.dumps(described(kept[key]))

    def delete_provisioned_concurrency_config(self):
        kept.pop(place(self), None)
        return 204, {"status": 204}, ""

    @wraps(LambdaBackend, "delete_function")
    def delete_function(original, self, function_name, *args, **kwargs):
        result = original(self, function_name, *args, **kwargs)
        for key in [it for it in kept if it[:3] == (self.account_id, self.region_name, function_name)]:
            del kept[key]
        return result

    if not hasattr(LambdaResponse, "put_provisioned_concurrency_config"):
        LambdaResponse.put_provisioned_concurrency_config = put_provisioned_concurrency_config
        LambdaResponse.get_provisioned_concurrency_config = get_provisioned_concurrency_config
        LambdaResponse.delete_provisioned_concurrency_config = delete_provisioned_concurrency_config
        address = r"{0}/(?P<api_version>[^/]+)/functions/(?P<function_name>[\w_:%-]+)/provisioned-concurrency/?$"
        url_paths[address] = LambdaResponse.dispatch


@correction
def alias_weights():
    """AWS: an alias shares its requests between two published versions that there are, unless started functions wait
    behind it.
    moto 5.2.1: keeps whatever it is given.
    """
    from moto.awslambda.exceptions import InvalidParameterValueException
    from moto.awslambda.models import LambdaBackend

    def check(backend, function_name, name, function_version, routing_config):
        weights = (routing_config or {}).get("AdditionalVersionWeights") or {}
        for version in weights:
            if version == function_version:
                raise InvalidParameterValueException(
                    f"Invalid function version {version}. "
                    f"Function version {version} is already included in routing configuration."
                )
            backend.get_function(function_name, version)  # 404 where there is none
        short = function_name.split(":function:")[-1]
        if weights and (backend.account_id, backend.region_name, short, name) in kept:
            raise InvalidParameterValueException("Alias with weights can not be used with Provisioned Concurrency")

    @wraps(LambdaBackend, "create_alias")
    def create_alias(original, self, name, function_name, function_version, description, routing_config):
        check(self, function_name, name, function_version, routing_config)
        return original(self, name, function_name, function_version, description, routing_config)

    @wraps(LambdaBackend, "update_alias")
    def update_alias(original, self, name, function_name, function_version, description, routing_config):
        alias = self.get_alias(name, function_name)
        routing = alias.routing_config if routing_config is None else routing_config
        check(self, function_name, name, function_version or alias.function_version, routing)
        return original(self, name, function_name, function_version, description, routing_config)

"""Lambda functions."""

import json

from .registry import correction, wraps

#: Where the emulator serves the code of a function.
CODE_PATH = "/emulator/lambda-code/"


@correction
def permission_event_source_token():
    """AWS: AddPermission keeps EventSourceToken as the condition `lambda:EventSourceToken`, and every
    service principal as {"Service": ...}.
    moto 5.2.1: drops the token and knows service principals only under amazonaws.com, not Alexa's.
    """
    from moto.awslambda.policy import Policy

    @wraps(Policy, "decode_policy")
    def decode_policy(original, self, obj):
        token = obj.get("EventSourceToken") if isinstance(obj, dict) else None
        policy = original(self, obj)
        if token is not None:
            condition = policy.statements[0].setdefault("Condition", {})
            condition.setdefault("StringEquals", {})["lambda:EventSourceToken"] = token
        return policy

    @wraps(Policy, "principal_formatter")
    def principal_formatter(original, self, obj):
        if isinstance(obj, str) and obj.endswith(".amazon.com"):
            return {"Service": obj}
        return original(self, obj)


@correction
def function_configuration():
    """AWS: keeps LoggingConfig, DeadLetterConfig and KMSKeyArn, and takes changes of them, of TracingConfig,
    EphemeralStorage and Architectures. A dead-letter target or a key without an address is none.
    moto 5.2.1: never keeps the first three and forgets changes of the others, so a plan never ends empty.
    """
    from moto.awslambda.models import LambdaFunction

    def default_logging(function):
        return {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{function.function_name}"}

    @wraps(LambdaFunction, "__init__")
    def __init__(original, self, account_id, spec, *args, **kwargs):
        original(self, account_id, spec, *args, **kwargs)
        self.logging_config = {**default_logging(self), **(spec.get("LoggingConfig") or {})}
        self.dead_letters = spec.get("DeadLetterConfig") or {}
        self.key_arn = spec.get("KMSKeyArn")

    @wraps(LambdaFunction, "get_configuration")
    def get_configuration(original, self, *args, **kwargs):
        result = original(self, *args, **kwargs)
        result.setdefault("LoggingConfig", getattr(self, "logging_config", default_logging(self)))
        if getattr(self, "dead_letters", {}).get("TargetArn"):
            result["DeadLetterConfig"] = self.dead_letters
        if getattr(self, "key_arn", None):
            result["KMSKeyArn"] = self.key_arn
        return result

    @wraps(LambdaFunction, "update_configuration")
    def update_configuration(original, self, config_updates):
        if config_updates.get("LoggingConfig"):
            self.logging_config = {**default_logging(self), **config_updates["LoggingConfig"]}
        if "KMSKeyArn" in config_updates:
            self.key_arn = config_updates["KMSKeyArn"]
        if "DeadLetterConfig" in config_updates:
            self.dead_letters = config_updates["DeadLetterConfig"] or {}
        if config_updates.get("TracingConfig"):
            self.tracing_config = config_updates["TracingConfig"]
        if config_updates.get("EphemeralStorage"):
            self.ephemeral_storage = config_updates["EphemeralStorage"]["Size"]
        return original(self, config_updates)

    @wraps(LambdaFunction, "update_function_code")
    def update_function_code(original, self, updated_spec):
        if updated_spec.get("Architectures"):
            self.architectures = updated_spec["Architectures"]
        return original(self, updated_spec)


@correction
def function_code_location():
    """AWS: GetFunction's Code.Location is a presigned address that serves the deployed package.
    moto 5.2.1: gives an address at AWS, where nothing of it is stored.
    """
    from urllib.parse import quote

    from moto.awslambda.responses import LambdaResponse

    @wraps(LambdaResponse, "get_function")
    def get_function(original, self):
        result = json.loads(original(self))
        code = result.get("Code") or {}
        if code.get("RepositoryType") == "S3":
            arn = result["Configuration"]["FunctionArn"]
            # The address by which the caller reached the emulator, with the credential that the caller has shown.
            credential = self.headers["Authorization"].split("Credential=")[1].split(",")[0]
            key, date, region, _, _ = credential.split("/")
            signed = quote(f"{key}/{date}/{region}/emulator/aws4_request", safe="")
            address = f"http://{self.headers['Host']}{CODE_PATH}{quote(arn, safe='')}"
            code["Location"] = f"{address}?X-Amz-Credential={signed}"
        return json.dumps(result)


@correction
def versions_by_arn():
    """AWS: lists a function's versions by its name or its ARN.
    moto 5.2.1: knows the name only, and lists none for an ARN.
    """
    from urllib.parse import unquote

    from moto.awslambda.models import LambdaBackend

    @wraps(LambdaBackend, "list_versions_by_function")
    def list_versions_by_function(original, self, name):
        return original(self, unquote(name).rsplit(":", 1)[-1])


def function_code(arn):
    from moto.awslambda.models import lambda_backends

    _, _, _, region, account, _, name, *qualifier = arn.split(":")
    function = lambda_backends[account][region].get_function(name, qualifier[0] if qualifier else None)
    return function.code_bytes

"""Where AWS does not do what its model says, and what the models do not say of secrets: each with the reason."""

import re

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+")


def _is_host(value):
    return isinstance(value, str) and _HOST.fullmatch(value) is not None


#: Values that AWS takes although its model does not: service, operation, path, which values, and why.
EXCEPTIONS = tuple(
    (
        "cognito-idp",
        operation,
        "domain",
        _is_host,
        "The model has the pattern of a prefix; a custom domain is the whole host name, as the same page of the API "
        "reference says: `auth.example.com`.",
    )
    for operation in (
        "CreateUserPoolDomain",
        "DeleteUserPoolDomain",
        "DescribeUserPoolDomain",
        "UpdateUserPoolDomain",
    )
)

#: Shapes that hold secrets and are not marked so.
SECRETS = {
    # client_secret and private_key of the identity provider.
    ("cognito-idp", "ProviderDetailsType"),
}

#: Services whose calls are not checked, and why.
UNCHECKED_SERVICES = {}


def is_excepted(service, operation, path, value):
    return any(
        (service, operation, path) == (of, at, where) and takes(value) for of, at, where, takes, _ in EXCEPTIONS
    )


def is_secret(service, shape):
    return bool(shape.metadata.get("sensitive")) or (service, shape.name) in SECRETS

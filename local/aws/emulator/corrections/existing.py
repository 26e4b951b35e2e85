"""Things that exist at AWS already, made in the emulator under the ids that they have there."""

import os

from .registry import correction, wraps

#: The ids, as the environment of the emulator names them. Nothing else can be made under an id of one's choice.
IDS = frozenset(filter(None, os.environ.get("EMULATOR_EXISTING_IDS", "").split(",")))


@correction
def ids_of_what_exists():
    """AWS: chooses the ids of pools and clients itself.
    Here: a pool or client whose name is one of the ids that exist gets that id, so that a stack that names them finds them.
    """
    from moto.cognitoidp.models import CognitoIdpUserPool, CognitoIdpUserPoolClient

    @wraps(CognitoIdpUserPool, "__init__")
    def pool_init(original, self, account_id, region, name, extended_config):
        original(self, account_id, region, name, extended_config)
        if name in IDS:
            self.arn = self.arn.replace(self.id, name)
            self.id = name

    @wraps(CognitoIdpUserPoolClient, "__init__")
    def client_init(original, self, user_pool_id, generate_secret, extended_config):
        original(self, user_pool_id, generate_secret, extended_config)
        name = (extended_config or {}).get("ClientName")
        if name in IDS:
            self.id = name

"""Which user pool an app client belongs to, and that it is the one."""


def pool_of_client(backend, client_id):
    from moto.cognitoidp.exceptions import ResourceNotFoundError

    for pool in backend.user_pools.values():
        if client_id in pool.clients:
            return pool
    raise ResourceNotFoundError(f"User pool client {client_id} does not exist.")


def backend_of_client(response):
    return response._get_region_agnostic_backend()._find_backend_for_clientid(response._get_param("ClientId"))


def require_secret_hash(client, username, secret_hash):
    from moto.cognitoidp.exceptions import NotAuthorizedError
    from moto.cognitoidp.utils import check_secret_hash

    if not client.generate_secret:
        return
    if not secret_hash:
        raise NotAuthorizedError(f"Client {client.id} is configured with secret but SECRET_HASH was not received")
    if not check_secret_hash(client.secret, client.id, username, secret_hash):
        raise NotAuthorizedError(f"Unable to verify secret hash for client {client.id}")

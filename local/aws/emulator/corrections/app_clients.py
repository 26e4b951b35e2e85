"""Which user pool an app client belongs to."""


def pool_of_client(backend, client_id):
    from moto.cognitoidp.exceptions import ResourceNotFoundError

    for pool in backend.user_pools.values():
        if client_id in pool.clients:
            return pool
    raise ResourceNotFoundError(f"User pool client {client_id} does not exist.")


def backend_of_client(response):
    return response._get_region_agnostic_backend()._find_backend_for_clientid(response._get_param("ClientId"))

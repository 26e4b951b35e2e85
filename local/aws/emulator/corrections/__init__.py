"""Where moto 5.2.1 differs from AWS in what this project's stack uses, and the difference made good.

Each correction says what AWS does and what moto 5.2.1 does, so that it can be deleted once moto does it as well.
A moto that no longer fits a correction is not an error: the correction is left out, in one line on stderr.
"""

# In the order in which they are applied: where two wrap the same function of moto, the later one is asked first.
from . import (  # noqa: F401, I001
    user_pools,
    first_factors,
    domains,
    sign_in_pages,
    sign_in,
    sign_up,
    password_reset,
    authenticator_apps,
    sign_in_codes,
    resource_servers,
    managed_login,
    protections,
    functions,
    function_concurrency,
    addresses,
    existing,
    federated_users,
    identity_links,
)
import service_models  # noqa: F401, E402
from .registry import load  # noqa: F401

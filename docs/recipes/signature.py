"""Whether a delivery comes from Dormouse: `headers` as they came, `body` the text as it came, before it is parsed."""
from standardwebhooks.webhooks import Webhook, WebhookVerificationError


def is_from_dormouse(headers: dict[str, str], body: str, secret: str) -> bool:
    try:
        Webhook(secret).verify(body, headers)
        return True
    except WebhookVerificationError:
        return False

"""Whether a delivery comes from Dormouse: `header` is `dormouse-signature`, `body` the bytes as they came."""
import hashlib
import hmac
import re
import time


def is_from_dormouse(header: str | None, body: bytes, secret: str, now: float | None = None) -> bool:
    found = re.fullmatch(r"t=([0-9]+),v1=([0-9a-f]{64})", header or "")
    if found is None or abs((time.time() if now is None else now) - int(found[1])) > 300:
        return False
    own = hmac.new(secret.encode(), f"{found[1]}.".encode() + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(own, found[2])

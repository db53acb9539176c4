<?php
// Whether a delivery comes from Dormouse: $header is `dormouse-signature`, $body the bytes as they came
// (`file_get_contents('php://input')`).

function isFromDormouse(?string $header, string $body, string $secret, ?int $now = null): bool
{
    if (preg_match('/^t=([0-9]+),v1=([0-9a-f]{64})$/D', $header ?? '', $found) !== 1) {
        return false;
    }
    if (abs(($now ?? time()) - (int) $found[1]) > 300) {
        return false;
    }
    return hash_equals(hash_hmac('sha256', "{$found[1]}.{$body}", $secret), $found[2]);
}

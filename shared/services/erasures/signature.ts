/**
 * Signatures of receipts, which anyone with the public key (Ed25519) can check offline. HKDF derives the private one
 * from the key of addresses, so there is no further secret to keep (ADR 049).
 */
import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson, type PlainJson } from '../../domain/erasures/canonical.ts';

export const ALGORITHM = 'Ed25519';

/** The purpose of the derived key; another purpose gives another key. */
const PURPOSE = 'dormouse erasure receipts 1';

/** The DER prefix of a private key of 32 bytes, and of a public one (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');
const PUBLIC_BYTES = 32;

function privateKey(secret: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, 32));
  return createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
}

/** The public key that belongs to the secret: 32 bytes, base64url. */
export const publicKeyOf = (secret: string): string =>
  createPublicKey(privateKey(secret))
    .export({ format: 'der', type: 'spki' })
    .subarray(PUBLIC.length)
    .toString('base64url');

/** The signature of a value's canonical JSON, base64url. */
export const receiptSignature = (value: PlainJson, secret: string): string =>
  sign(null, Buffer.from(canonicalJson(value)), privateKey(secret)).toString('base64url');

/** Whether the owner of the public key signed the value. False for an invalid key. */
export function isSigned(value: PlainJson, signature: string, publicKey: string): boolean {
  const raw = bytesOf(publicKey);
  const signed = bytesOf(signature);
  if (raw?.length !== PUBLIC_BYTES || signed === null) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(canonicalJson(value)), key, signed);
}

/** Null for a text that is no canonical form of its bytes: the last letter has spare bits. */
function bytesOf(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

/**
 * Signatures of receipts: Ed25519, so that whoever has the public key can check one, offline. The private key is made of the key of addresses by
 * HKDF (RFC 5869): no further secret to keep, rotate and pay for, and the one that there is stands for both (ADR 049).
 */
import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson, type PlainJson } from '../../domain/erasures/canonical.ts';

export const ALGORITHM = 'Ed25519';

/** What the key is for: another purpose has another key. */
const PURPOSE = 'dormouse erasure receipts 1';

/** The beginning of a private key of 32 bytes, and of a public one, in DER (RFC 8410). */
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

/** Whether the owner of the public key signed that value. False for what is no key. */
export function isSigned(value: PlainJson, signature: string, publicKey: string): boolean {
  const [raw, signed] = [bytesOf(publicKey), bytesOf(signature)];
  if (raw?.length !== PUBLIC_BYTES || signed === null) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(canonicalJson(value)), key, signed);
}

/** Null for what is not the one text of its bytes: the last letter has bits to spare, by which a signature could be changed and stay good. */
function bytesOf(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

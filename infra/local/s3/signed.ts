import { hash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { S3Error } from './error.ts';
import { sign } from './form.ts';

interface Signed {
  readonly signature: string;
  readonly credential: string;
  readonly date: string;
  readonly names: readonly string[];
  readonly payload: string;
  /** Seconds that a link is valid; null for a call. */
  readonly expires: number | null;
}

interface Verified {
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The host of links; undefined: that of the request. */
  readonly linkHost: string | undefined;
}

/**
 * Refuses who has not signed with the secret, and links that were changed or are out of time (Signature Version 4,
 * "Authenticating requests": by the authorization header, and using query parameters).
 */
export function requireSigned(request: IncomingMessage, { secret, now, linkHost }: Verified): void {
  const { method = '', url = '', headers } = request;
  const [path = '', search = ''] = url.split('?');
  const query = new URLSearchParams(search);
  const signed = inHeaders(headers) ?? inQuery(query);
  if (signed === null) throw new S3Error(403, 'AccessDenied', 'Access Denied');
  const { signature, credential, date, names, payload, expires } = signed;
  query.delete('X-Amz-Signature');
  const host = (expires === null ? undefined : linkHost) ?? headers.host;
  const headerOf = (name: string) =>
    (name === 'host' ? host : headers[name])?.toString().trim().replaceAll(/\s+/g, ' ');
  const canonical = [
    method,
    path,
    [...query]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${headerOf(name) ?? ''}`),
    '',
    names.join(';'),
    payload,
  ];
  const scope = credential.split('/').slice(1).join('/');
  const text = ['AWS4-HMAC-SHA256', date, scope, hash('sha256', canonical.join('\n'))].join('\n');
  if (signature !== sign(text, credential, secret))
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  const signedOn = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (expires !== null && !(signedOn + expires * 1_000 >= now))
    throw new S3Error(403, 'AccessDenied', 'Request has expired');
}

/** The SDK's calls, by functions, whose clock may be another one: they need not be of this minute. */
function inHeaders(headers: IncomingHttpHeaders): Signed | null {
  const [, credential = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=(\S+)$/.exec(headers.authorization ?? '') ?? [];
  if (signature === '') return null;
  const date = String(headers['x-amz-date']);
  const payload = String(headers['x-amz-content-sha256']);
  return { signature, credential, date, names: names.split(';'), payload, expires: null };
}

function inQuery(query: URLSearchParams): Signed | null {
  const given = (name: string) => query.get(`X-Amz-${name}`) ?? '';
  if (given('Signature') === '') return null;
  return {
    signature: given('Signature'),
    credential: given('Credential'),
    date: given('Date'),
    names: given('SignedHeaders').split(';'),
    payload: 'UNSIGNED-PAYLOAD',
    expires: Number(given('Expires')),
  };
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { S3Error } from './error.ts';
import { sign } from './form.ts';

/**
 * Refuses who has signed nothing, and links that were changed or are out of time (Signature Version 4, "Authenticating
 * requests: using query parameters"). Signatures in headers are those of our own functions and are not looked at.
 */
export function requireSigned({ method = '', url = '', headers }: IncomingMessage, secret: string, now: number): void {
  if (headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) return;
  const { pathname, searchParams: query } = new URL(url, 'http://local');
  const given = query.get('X-Amz-Signature');
  if (given === null) throw new S3Error(403, 'AccessDenied', 'Access Denied');
  query.delete('X-Amz-Signature');
  const names = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  const date = query.get('X-Amz-Date') ?? '';
  const credential = query.get('X-Amz-Credential') ?? '';
  const canonical = [
    method,
    pathname,
    [...query]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${headers[name]?.toString().trim() ?? ''}`),
    '',
    names.join(';'),
    'UNSIGNED-PAYLOAD',
  ];
  const scope = credential.split('/').slice(1).join('/');
  const text = ['AWS4-HMAC-SHA256', date, scope, hash('sha256', canonical.join('\n'))].join('\n');
  if (given !== sign(text, credential, secret))
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  const signed = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(signed + Number(query.get('X-Amz-Expires')) * 1_000 >= now))
    throw new S3Error(403, 'AccessDenied', 'Request has expired');
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

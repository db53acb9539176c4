import { SECRET_FRESH_MS, SECRET_KEPT_MS } from '../../domain/keys/rotation.ts';
import { fetchSecret } from './fetch-secret.ts';

const opened = new Map<string, () => Promise<string>>();

/** The secret with this ARN, which a container keeps. */
export function secretAt(arn: string, traces: boolean): Promise<string> {
  const secret = opened.get(arn) ?? keepSecret(() => fetchSecret(arn, traces));
  opened.set(arn, secret);
  return secret();
}

/**
 * A secret, fetched at the first call and every quarter of an hour, so that a replaced one becomes known (ADR 048).
 * When that fails, the last one is used for as long again.
 */
export function keepSecret(fetch: () => Promise<string>): () => Promise<string> {
  let last: Kept | undefined;
  return () => {
    const at = Date.now();
    const before = last;
    if (before !== undefined && isGood(before, at)) return before.secret;
    const secret = fetch().catch((error: unknown) => {
      const isKept = before !== undefined && at < before.fetched + SECRET_KEPT_MS;
      if (last?.secret === secret) last = isKept ? { ...before, tried: at } : undefined;
      if (isKept) return before.secret;
      throw error;
    });
    last = { secret, fetched: at, tried: at };
    return secret;
  };
}

interface Kept {
  readonly secret: Promise<string>;
  /** Milliseconds; `tried`: the last attempt to fetch another. */
  readonly fetched: number;
  readonly tried: number;
}

/** A failed fetch is repeated once a minute. */
const AGAIN_MS = 60_000;

const isGood = ({ fetched, tried }: Kept, at: number): boolean =>
  at < fetched + SECRET_FRESH_MS || (at < fetched + SECRET_KEPT_MS && at < tried + AGAIN_MS);

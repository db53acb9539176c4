import { addDays, type Instant } from '../../domain/instant.ts';

/** The `ttl` (seconds since 1970) of an item that expires `days` after a time. */
export const ttlAfter = (at: Instant, days: number): number => toSeconds(addDays(at, days));

/** Whether an item has expired. DynamoDB may keep it for days, so readers check. */
export const isItemExpired = ({ ttl }: { readonly ttl?: number }, now: Instant): boolean =>
  ttl !== undefined && ttl <= toSeconds(now);

export const toSeconds = (at: Instant): number => Math.ceil(at / 1_000_000);

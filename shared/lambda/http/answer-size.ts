/** Keeps answers within what Lambda can send: API Gateway turns one of more than 6 MB into a 500. */
import type { Neighbours } from '../../data/paging/index.ts';
import { refuse } from './errors.ts';

/** Lambda's limit of a function's result, as JSON (6 MB and 100 bytes; Lambda quotas). */
export const RESULT_BYTES = 6_291_556;

/** The part that a list's results may take; the rest is for headers and links, which repeat the parameters. */
export const ANSWER_BYTES = 6_000_000;

/** Bytes that a part of a body takes in a function's result, which is JSON within JSON: each quote takes two. */
export const resultBytes = (part: unknown): number => Buffer.byteLength(JSON.stringify(JSON.stringify(part) ?? ''));

/** A page that was shown; `shown` has one value for each item that counts towards the limit. */
export interface ShownPage<Shown> extends Neighbours {
  readonly shown: readonly Shown[];
}

/**
 * A page of at most `most` items, or as many as an answer can hold, and at least one. One that is too heavy is read
 * again with a smaller limit, so that every list makes its own cursors. A `cursor` that leads back fills it from its
 * end.
 */
export async function pageThatFits<Shown, Page extends ShownPage<Shown>>(
  most: number,
  cursor: string | null | undefined,
  read: (limit: number) => Promise<Page> | Page,
): Promise<Page> {
  for (let limit = most; ; ) {
    const page = await read(limit);
    const { shown } = page;
    const fitting = countFitting(cursor?.startsWith('p') ? shown.toReversed() : shown);
    if (fitting === shown.length || limit === 1) return page;
    limit = Math.max(1, Math.min(fitting, limit - 1));
  }
}

function countFitting(shown: readonly unknown[]): number {
  let left = ANSWER_BYTES;
  const over = shown.findIndex((one) => {
    left -= resultBytes(one);
    return left < 0;
  });
  return over === -1 ? shown.length : over;
}

/** For headers that the middleware adds. */
const ADDED_BYTES = 2_000;

/** Throws for a result that Lambda would refuse. Lists end earlier, so it is a fault to explain. */
export function refuseHeavy(result: { readonly body?: string }): void {
  const bytes = Buffer.byteLength(JSON.stringify(result));
  if (bytes > RESULT_BYTES - ADDED_BYTES)
    throw refuse({ code: 'answer_too_large', bytes: bytes.toLocaleString('en') }, 500);
}

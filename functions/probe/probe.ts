import type { Context } from 'aws-lambda';
import { patience } from '../../shared/data/dynamo/index.ts';
import { BACKGROUND, within } from '../../shared/lambda/invocation/retry-limits.ts';

/**
 * Calls the service by its public name, as people do. So somebody is told of what no metric of ours says: a dead
 * certificate, a wrong DNS entry, an outage while nobody writes. A run fails when one of the paths does not answer.
 */

/** What each answer has in it. */
const PROOF: Readonly<Record<string, string>> = { '/health': '"status":"ok"', '/': '<div id="root">' };

/** Milliseconds that a person would wait. */
const LONGEST = 5_000;

async function look(url: string, path: string): Promise<void> {
  const asked = { redirect: 'error', headers: { 'user-agent': 'dormouse-probe' } } as const;
  const answer = await fetch(url + path, { ...asked, signal: AbortSignal.timeout(patience().silence(LONGEST)) });
  const text = await answer.text();
  if (!answer.ok || !text.includes(PROOF[path] ?? ''))
    throw new Error(`${path} answers ${answer.status} without the text that it should have`);
}

/** The log has the cause, such as `CERT_HAS_EXPIRED`. */
export const handler = (_: unknown, context: Context): Promise<unknown> =>
  within(BACKGROUND, context, () => {
    const { PUBLIC_URL = '', PROBED_PATHS = '' } = process.env;
    return Promise.all(PROBED_PATHS.split(',').map((path) => look(PUBLIC_URL, path)));
  });

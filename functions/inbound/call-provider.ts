import type { CallProvider } from './source.ts';

/** Providers wait some 15 seconds for an answer. */
const PATIENCE_MS = 5_000;

/** Calls over the network. The caller must know the host: nothing here keeps a request from an internal network. */
export const callProvider: CallProvider = async (url) => {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.status !== 200) throw new Error(`${new URL(url).host} answered ${answer.status}.`);
  return answer.text();
};

import type { CallProvider } from './source.ts';

/** Providers wait for an answer some 15 seconds. */
const PATIENCE_MS = 5_000;

/** Asks over the network. The source has to know the host: nothing here keeps a request from a network inside. */
export const callProvider: CallProvider = async (url) => {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.status !== 200) throw new Error(`${new URL(url).host} answered ${answer.status}.`);
  return answer.text();
};

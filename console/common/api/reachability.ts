import { useSyncExternalStore } from 'react';

/** Whether the service has answered the last request that was sent to it: connections fail that the browser believes in. */
let isReached = true;
const listeners = new Set<() => void>();

/** To be told of each request: whether an answer came, whatever it said. */
export function noteReached(answered: boolean): void {
  if (answered === isReached) return;
  isReached = answered;
  for (const listener of listeners) listener();
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  for (const name of ['online', 'offline']) addEventListener(name, onChange);
  return () => {
    listeners.delete(onChange);
    for (const name of ['online', 'offline']) removeEventListener(name, onChange);
  };
}

export type Reach = 'reached' | 'unreachable' | 'offline';

const reachNow = (): Reach => (navigator.onLine ? (isReached ? 'reached' : 'unreachable') : 'offline');

/** Whether the service can be reached, as far as anybody knows. */
export const useReach = (): Reach => useSyncExternalStore(subscribe, reachNow);

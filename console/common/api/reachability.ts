import { useSyncExternalStore } from 'react';

/** Whether the last request was answered. The browser often believes in connections that fail. */
let isReached = true;
const listeners = new Set<() => void>();

/** Notes for each request whether any answer came. */
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

type Reach = 'reached' | 'unreachable' | 'offline';

const reachNow = (): Reach => (navigator.onLine ? (isReached ? 'reached' : 'unreachable') : 'offline');

/** Whether the service can be reached, by the last request. */
export const useReach = (): Reach => useSyncExternalStore(subscribe, reachNow);

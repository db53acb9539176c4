/** A token that a link brought behind `#`, which no server receives. It is used only when the user agrees. */
import { useSyncExternalStore } from 'react';

let brought: string | null = null;
const listeners = new Set<() => void>();

/** Takes tokens out of the address, also when only the part behind `#` changes. Call it before anything else runs. */
export function watchAddress(): void {
  takeToken();
  addEventListener('popstate', takeToken);
  addEventListener('hashchange', takeToken);
}

function takeToken(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  become(token.trim() || null);
}

function become(token: string | null): void {
  brought = token;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The token of the last link, until it is forgotten. */
export const useLinkToken = (): string | null => useSyncExternalStore(subscribe, () => brought);

export const forgetLink = (): void => become(null);

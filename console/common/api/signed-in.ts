import { useSyncExternalStore } from 'react';
import type { Me } from './types.ts';

/** Whether the last request was answered. The browser often believes in connections that fail. */
let isReached = true;
const listeners = new Set<() => void>();

type Reach = 'reached' | 'unreachable' | 'offline';

/** Who is signed in in this browser by the provider, and where; `provider`: whether there is one. */
export interface SignedIn {
  readonly provider: boolean;
  readonly person: { readonly name: string; readonly email: string | null; readonly until: string } | null;
  readonly workspaces: readonly {
    readonly uuid: string;
    readonly name: string;
    readonly role: Me['role'];
  }[];
}

/** The header that only our own pages send. */
const HEADERS = { 'x-dormouse-client': 'console' };

const NOBODY: SignedIn = { provider: false, person: null, workspaces: [] };

/** Nobody, too, when the service does not answer: whoever has a token may still use it. */
export async function readSignedIn(): Promise<SignedIn> {
  try {
    const answer = await fetch('/auth/session', { headers: HEADERS });
    noteReached(true);
    return answer.ok ? ((await answer.json()) as SignedIn) : NOBODY;
  } catch {
    noteReached(false);
    return NOBODY;
  }
}

/** Ends the session in every tab of this browser. */
export async function endSignedIn(): Promise<void> {
  await fetch('/auth/sign-out', { method: 'POST', headers: HEADERS });
}

/** Where somebody signs in, and comes back to a path of the console. */
export const signInAddress = (path: string): string => `/auth/sign-in?${new URLSearchParams({ path })}`;

const PERSON = 'person:';

/** What a tab has in place of a token when a person has signed in: the workspace that it shows. It is no secret. */
export const asPersonIn = (workspace: string): string => `${PERSON}${workspace}`;

export const isPerson = (token: string): boolean => token.startsWith(PERSON);

/** The headers by which requests of a tab are known. */
export const credentialsOf = (token: string): Readonly<Record<string, string>> => ({
  ...HEADERS,
  ...(isPerson(token) ? { 'x-temba-workspace': token.slice(PERSON.length) } : { authorization: `Token ${token}` }),
});

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

const reachNow = (): Reach => (navigator.onLine ? (isReached ? 'reached' : 'unreachable') : 'offline');

/** Whether the service can be reached, by the last request. */
export const useReach = (): Reach => useSyncExternalStore(subscribe, reachNow);

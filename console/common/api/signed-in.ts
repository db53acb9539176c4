import { noteReached } from './reachability.ts';
import type { Me } from './types.ts';

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

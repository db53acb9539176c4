import { createContext, useContext } from 'react';
import type { Api } from './client.ts';
import type { Me } from './types.ts';

export type Capability = Me['capabilities'][number];

export interface Session {
  readonly api: Api;
  readonly me: Me;
  readonly may: (capability: Capability) => boolean;
  readonly signOut: () => void;
  /** Reads the token's role and the workspace's name again, after the settings were changed. */
  readonly renew: () => Promise<void>;
}

export const SessionContext = createContext<Session | null>(null);

/** The token's session. Only components inside `SessionGate` may call it. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('Nobody is signed in.');
  return session;
}

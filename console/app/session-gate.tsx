import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { type Me, openApi, Refusal, type Session, SessionContext } from '../common/api/index.ts';
import { LinkQuestion } from './link-question.tsx';
import { sessionFor, shareSession } from './other-tabs.ts';
import { SignIn } from './sign-in.tsx';
import { storedToken, storeToken } from './stored-token.ts';

type State =
  | { readonly step: 'asking' }
  | { readonly step: 'out'; readonly why: Refusal | null; readonly isNew: boolean }
  | { readonly step: 'in'; readonly token: string; readonly me: Me };

/** Shows its children while the service accepts the token, and otherwise the sign-in. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<State>({ step: 'asking' });
  const queries = useQueryClient();
  const leave = useCallback(
    (why: Refusal | null) => {
      storeToken(null);
      queries.clear();
      setState({ step: 'out', why, isNew: false });
    },
    [queries],
  );
  const enter = useCallback(
    async (token: string) => {
      try {
        const me = await openApi(token, () => undefined).get('me');
        storeToken(token);
        setState({ step: 'in', token, me });
      } catch (error) {
        const refusal = error instanceof Refusal ? error : new Refusal(0, {});
        if (refusal.isSignedOut) leave(refusal);
        else setState({ step: 'out', why: refusal, isNew: false });
      }
    },
    [leave],
  );
  useEffect(() => {
    const token = storedToken();
    if (token === null) setState({ step: 'out', why: null, isNew: true });
    else void enter(token);
  }, [enter]);
  const session = useMemo(() => (state.step === 'in' ? sessionOf(state, leave, setState) : null), [state, leave]);
  useEffect(() => (state.step === 'in' ? shareSession(sessionFor(state.me), state.token) : undefined), [state]);
  // A page loaded anew has nothing left of the workspace before, and what that one still answers reaches nobody.
  const open = (token: string, me: Me) => {
    storeToken(token);
    if (state.step === 'in') location.reload();
    else setState({ step: 'in', token, me });
  };
  if (state.step === 'asking') return null;
  return (
    <>
      {state.step === 'out' ? (
        <SignIn why={state.why} isNew={state.isNew} onToken={enter} />
      ) : (
        <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
      )}
      <LinkQuestion current={state.step === 'in' ? state : null} onOpen={open} />
    </>
  );
}

function sessionOf(
  { token, me }: Extract<State, { step: 'in' }>,
  leave: (why: Refusal | null) => void,
  become: (state: State) => void,
): Session {
  const api = openApi(token, () => leave(new Refusal(403, { detail: 'Invalid token' })));
  return {
    me,
    api,
    may: (capability) => me.capabilities.includes(capability),
    signOut: () => leave(null),
    renew: async () => become({ step: 'in', token, me: await api.get('me') }),
  };
}

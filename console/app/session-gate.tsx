import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  asPersonIn,
  endSignedIn,
  isPerson,
  type Me,
  openApi,
  Refusal,
  readSignedIn,
  type Session,
  SessionContext,
} from '../common/api/index.ts';
import { later } from '../common/components/index.ts';
import { LanguageProvider } from '../common/texts/index.ts';
import { forgetLink, useLinkToken } from './link-token.ts';
import { sessionFor, shareSession } from './other-tabs.ts';
import { forgetToken, storedToken, storeToken } from './stored-token.ts';

// Whoever is signed in sees none of these.
const SignIn = lazy(() => import('./sign-in.tsx'));
const SessionEnded = later(() => import('./session-ended.tsx'));
const LinkQuestion = later(() => import('./link-question.tsx'));

type State =
  | { readonly step: 'asking' }
  | { readonly step: 'out'; readonly why: Refusal | null; readonly isNew: boolean }
  | { readonly step: 'in'; readonly token: string; readonly me: Me; readonly ended?: true };

/** Shows its children while the service accepts the token, or the session of the person, and otherwise the sign-in. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<State>({ step: 'asking' });
  const queries = useQueryClient();
  /** The last token to be entered counts: a link that the user opens is not undone by another tab's late answer. */
  const entering = useRef('');
  const leave = useCallback(
    (why: Refusal | null) => {
      forgetToken();
      queries.clear();
      setState({ step: 'out', why, isNew: false });
    },
    [queries],
  );
  const enter = useCallback(
    async (token: string) => {
      entering.current = token;
      try {
        const me = await openApi(token, () => undefined).get('me');
        if (entering.current !== token) return;
        storeToken(token);
        setState({ step: 'in', token, me });
      } catch (error) {
        if (entering.current !== token) return;
        const refusal = error instanceof Refusal ? error : new Refusal(0, {});
        if (refusal.isSignedOut) leave(refusal);
        else setState({ step: 'out', why: refusal, isNew: false });
      }
    },
    [leave],
  );
  useEffect(() => {
    const token = storedToken();
    if (token) void enter(token);
    else
      void readSignedIn().then(({ workspaces: [first] }) =>
        first ? enter(asPersonIn(first.uuid)) : setState({ step: 'out', why: null, isNew: token === null }),
      );
  }, [enter]);
  const session = useMemo(() => (state.step === 'in' ? sessionOf(state, leave, setState) : null), [state, leave]);
  useEffect(() => (state.step === 'in' ? shareSession(sessionFor(state.me), state.token) : undefined), [state]);
  // A page loaded anew has nothing left of the workspace before, and what that one still answers reaches nobody.
  const open = (token: string, me: Me) => {
    entering.current = token;
    storeToken(token);
    if (state.step === 'in') location.reload();
    else setState({ step: 'in', token, me });
  };
  const token = state.step === 'in' ? state.token : null;
  const back = useCallback(async () => {
    // Somebody else may have signed in, or in another role; who is not in the workspace does not go on here.
    const me =
      token &&
      (await openApi(token, () => undefined)
        .get('me')
        .catch(() => null));
    if (!token || !me || storedToken() !== token) return;
    setState({ step: 'in', token, me });
    await queries.invalidateQueries();
  }, [queries, token]);
  const linked = useLink(token);
  if (state.step === 'asking') return null;
  return (
    <LanguageProvider>
      <Suspense fallback={null}>
        {state.step === 'out' ? (
          <SignIn why={state.why} isNew={state.isNew} onToken={enter} />
        ) : (
          <SessionContext.Provider value={session}>
            {children}
            {state.ended && <SessionEnded onBack={back} onLeave={() => leave(null)} />}
          </SessionContext.Provider>
        )}
        {linked !== null && (
          <LinkQuestion token={linked} current={state.step === 'in' ? state.me : null} onOpen={open} />
        )}
      </Suspense>
    </LanguageProvider>
  );
}

/** The token of a link that asks to be opened; null without one, and where it is that of this session. */
function useLink(current: string | null): string | null {
  const token = useLinkToken();
  const isOpen = token !== null && token === current;
  useEffect(() => {
    if (isOpen) forgetLink();
  }, [isOpen]);
  return isOpen ? null : token;
}

function sessionOf(
  { token, me }: Extract<State, { step: 'in' }>,
  leave: (why: Refusal | null) => void,
  become: (state: State) => void,
): Session {
  // A late answer to an earlier session ends no other one.
  const end = (why: Refusal) => {
    if (storedToken() !== token) return;
    if (isPerson(token)) become({ step: 'in', token, me, ended: true });
    else leave(why);
  };
  const api = openApi(token, end);
  return {
    me,
    api,
    may: (capability) => me.capabilities.includes(capability),
    signOut: () => (isPerson(token) ? void endSignedIn().finally(() => leave(null)) : leave(null)),
    renew: async () => become({ step: 'in', token, me: await api.get('me') }),
  };
}

/**
 * The sessions of this browser's tabs. A signed-in tab holds a lock whose name describes its session, so the list is
 * exact at any moment. A token goes only to a tab that asks for that very session.
 */
import { useEffect, useRef, useState } from 'react';
import type { Me } from '../common/api/index.ts';

/** A session as other tabs may know it: without its token. */
export interface OpenSession {
  /** The uuid of the person or token. */
  readonly id: string;
  readonly tokenName: string;
  readonly role: Me['role'];
  readonly workspace: Pick<Me['workspace'], 'uuid' | 'name'>;
}

export const sessionFor = ({ who, role, workspace: { uuid, name } }: Me): OpenSession => ({
  id: who.uuid,
  tokenName: who.name,
  role,
  workspace: { uuid, name },
});

/** `who` asks every tab to say `changed` again, so that a tab which begins to listen misses nothing. */
type Message =
  | { readonly type: 'who' | 'changed' }
  | { readonly type: 'wanted'; readonly id: string }
  | { readonly type: 'token'; readonly id: string; readonly token: string };

const CHANNEL = 'dormouse.session';
const LOCK = `${CHANNEL} `;
/** Browsers have locks only over HTTPS and on this machine. Elsewhere each tab signs in for itself. */
const HAS_LOCKS = 'locks' in navigator;

function openChannel(hear: (message: Message) => void) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data);
  return { say: (message: Message) => channel.postMessage(message), close: () => channel.close() };
}

/** Lets other tabs know of a session and ask for its token, until the returned function is called. */
export function shareSession(session: OpenSession, token: string): () => void {
  if (!HAS_LOCKS) return () => undefined;
  let isOver = false;
  const { say, close } = openChannel((message) => {
    if (isOver) return;
    if (message.type === 'who') say({ type: 'changed' });
    if (message.type === 'wanted' && message.id === session.id) say({ type: 'token', id: session.id, token });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  const name = LOCK + JSON.stringify({ tab: crypto.randomUUID(), ...session });
  const hold = () => {
    say({ type: 'changed' });
    return promise;
  };
  void navigator.locks.request(name, { mode: 'shared' }, hold).then(close);
  return () => {
    isOver = true;
    resolve();
  };
}

interface Tab {
  /** The name of its lock. */
  readonly name: string;
  readonly session: OpenSession;
}

/** The signed-in tabs. Those who watch a tab ask for its lock too, but not to share it. */
async function signedInTabs(): Promise<Tab[]> {
  if (!HAS_LOCKS) return [];
  const { held = [] } = await navigator.locks.query();
  return held.flatMap(({ name = '', mode }) =>
    mode === 'shared' && name.startsWith(LOCK) ? [{ name, session: JSON.parse(name.slice(LOCK.length)) }] : [],
  );
}

/** Each session once, however many tabs have it. */
const sessionsOf = (tabs: readonly Tab[]): OpenSession[] => [
  ...new Map(tabs.map(({ session }) => [session.id, session])).values(),
];

/** Tells of the other tabs' sessions now and whenever a tab comes or goes, even by a crash: its lock is free then. */
function watchTabs(
  onSessions: (sessions: readonly OpenSession[]) => void,
  onToken: (id: string, token: string) => void,
) {
  const watched = new Set<string>();
  const over = new AbortController();
  const { signal } = over;
  const look = async () => {
    const tabs = await signedInTabs();
    if (signal.aborted) return;
    onSessions(sessionsOf(tabs));
    for (const { name } of tabs) watch(name);
  };
  const watch = (name: string) => {
    if (watched.has(name)) return;
    watched.add(name);
    navigator.locks.request(name, { signal }, () => undefined).then(look, () => undefined);
  };
  const { say, close } = openChannel((message) => {
    if (message.type === 'changed') void look();
    if (message.type === 'token') onToken(message.id, message.token);
  });
  say({ type: 'who' });
  void look();
  const stop = () => {
    over.abort();
    close();
  };
  return { ask: (id: string) => say({ type: 'wanted', id }), stop };
}

/**
 * The sessions of other tabs, as they come and go; null until they are known.
 *
 * @param choose - the session that is wanted of them, or null
 * @param onToken - called with the wanted session's token, however late its tab answers
 */
export function useOtherTabs(
  choose: (sessions: readonly OpenSession[]) => OpenSession | null,
  onToken: (token: string) => void,
): readonly OpenSession[] | null {
  const [sessions, setSessions] = useState<readonly OpenSession[] | null>(null);
  const wanted = sessions === null ? null : (choose(sessions)?.id ?? null);
  const latest = useRef({ wanted, onToken });
  latest.current = { wanted, onToken };
  const ask = useRef<(id: string) => void>(() => undefined);
  useEffect(() => {
    const tabs = watchTabs(setSessions, (id, token) => {
      if (id === latest.current.wanted) latest.current.onToken(token);
    });
    ask.current = tabs.ask;
    return tabs.stop;
  }, []);
  // Again at every change: the tab that was asked may have been loaded anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `sessions` is new after each change.
  useEffect(() => {
    if (wanted !== null) ask.current(wanted);
  }, [wanted, sessions]);
  return sessions;
}

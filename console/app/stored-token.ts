/** The token of this tab. A link may bring it behind `#`, which no server receives; a new tab asks the other tabs. */

const KEY = 'dormouse.token';
const CHANNEL = 'dormouse.session';
/** Milliseconds that other tabs have to answer. */
const ANSWER_MS = 150;

type Message = { readonly type: 'wanted' } | { readonly type: 'token'; readonly token: string };

/** Moves a token from the address to the store. Call it before anything else runs. */
export function takeTokenFromAddress(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  sessionStorage.setItem(KEY, token.trim());
}

export const storedToken = (): string | null => sessionStorage.getItem(KEY);

export function storeToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, token);
}

/** The token of another tab; null when no tab answers in time. */
export function askOtherTabs(): Promise<string | null> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), ANSWER_MS);
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.type !== 'token') return;
      clearTimeout(timer);
      resolve(data.token);
    };
    channel.postMessage({ type: 'wanted' } satisfies Message);
  }).finally(() => channel.close());
}

/** Gives the token to other tabs that ask, until the returned function is called. */
export function answerOtherTabs(token: string): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === 'wanted') channel.postMessage({ type: 'token', token } satisfies Message);
  };
  return () => channel.close();
}

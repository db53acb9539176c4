/** The token of this tab. A link may bring it behind `#`, which no server receives. */

const KEY = 'dormouse.token';

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

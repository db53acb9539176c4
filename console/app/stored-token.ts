/** The token of this tab. */

const KEY = 'dormouse.token';

export const storedToken = (): string | null => sessionStorage.getItem(KEY);

export function storeToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, token);
}

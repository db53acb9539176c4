/** The token of this tab; empty after a sign-out, so that a reload does not take the session of another tab. */

const KEY = 'dormouse.token';

/** Null in a tab where nobody was signed in. */
export const storedToken = (): string | null => sessionStorage.getItem(KEY);

export const storeToken = (token: string): void => sessionStorage.setItem(KEY, token);

export const forgetToken = (): void => storeToken('');

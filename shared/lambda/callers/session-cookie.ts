/** The session of a person, which only the console's own pages may use. */
export const SESSION_COOKIE = '__Host-dormouse';

/** The value of the cookie; null without one. */
export const sessionSecretOf = (cookies: readonly string[]): string | null =>
  cookies.find((one) => one.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1) || null;

/**
 * Whether a page of ours sends the request: a page of another site cannot set the header without asking first, and the
 * browser itself says where a request comes from. A sibling domain is the same site: the cookie alone proves nothing.
 */
export const isOwnPage = (headers: Readonly<Record<string, string | undefined>>): boolean =>
  headers['x-dormouse-client'] === 'console' && ['same-origin', undefined].includes(headers['sec-fetch-site']);

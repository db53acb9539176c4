import * as z from 'zod/mini';

/** `__Host-`: only this very host can set it, so that a sibling domain cannot plant one. */
const TRANSACTION = '__Host-dormouse-sign-in';

/** What a sign-in remembers until the provider sends the browser back. */
const Transaction = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** A path of the console. */
  path: z.string(),
  invitation: z.nullable(z.string()),
});
export type Transaction = z.output<typeof Transaction>;

/** Seconds that somebody has at the provider. */
const AT_PROVIDER = 900;

/** `Lax`, because the way back from the provider begins at another site. */
export const transactionCookie = (transaction: Transaction): string =>
  cookie(TRANSACTION, Buffer.from(JSON.stringify(transaction)).toString('base64url'), AT_PROVIDER, 'Lax');

export const noTransaction = (): string => cookie(TRANSACTION, '', 0, 'Lax');

export const sessionCookie = (name: string, secret: string, seconds: number): string =>
  cookie(name, secret, seconds, 'Strict');

const cookie = (name: string, value: string, seconds: number, sameSite: 'Lax' | 'Strict'): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=${sameSite}`;

/** Null when there is none, or what there is was not made here. */
export function readTransaction(cookies: readonly string[]): Transaction | null {
  const value = cookies.find((one) => one.startsWith(`${TRANSACTION}=`))?.slice(TRANSACTION.length + 1) ?? '';
  try {
    return z.parse(Transaction, JSON.parse(Buffer.from(value, 'base64url').toString()));
  } catch {
    return null;
  }
}

/** The path of this site to which a sign-in leads back: `/` for whatever leads elsewhere. */
export function ownPath(given: string | undefined, origin: string): string {
  if (given === undefined || !/^\/(?![/\\])[ -~]*$/.test(given)) return '/';
  const url = URL.parse(given, origin);
  // Without its dots, `/.//host` is `//host`, which names another site.
  return url?.origin === origin && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
}

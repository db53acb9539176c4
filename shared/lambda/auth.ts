import { readToken } from '../data/workspace/index.ts';
import type { Caller } from '../domain/workspace.ts';
import { refuse } from './errors.ts';
import type { Runtime } from './runtime.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** The caller of a token, by `Token` or HTTP Basic (TextIt 6.1). Throws 403, never 401, as TextIt's clients expect. */
export async function authenticate(headers: Headers, { data }: Runtime): Promise<Caller> {
  const credentials = readCredentials(headers['authorization']);
  if (!credentials) throw refuse({ code: 'no_credentials' }, 403);
  const caller = await readToken(data, credentials.secret);
  if (!caller) throw refuse({ code: credentials.basic ? 'wrong_token_or_email' : 'wrong_token' }, 403);
  return caller;
}

function readCredentials(header: string | undefined): { secret: string; basic: boolean } | null {
  const [, scheme = '', value = ''] = /^(\S+)\s+(.+)$/.exec((header ?? '').trim()) ?? [];
  if (scheme.toLowerCase() === 'token') return { secret: value, basic: false };
  if (scheme.toLowerCase() !== 'basic') return null;
  // Tokens belong to workspaces, so any email is accepted; without one it is no Basic header (RFC 7617).
  const [, secret = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return { secret, basic: true };
}

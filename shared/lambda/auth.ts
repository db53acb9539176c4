import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { membershipsOf, readSession, readToken } from '../data/workspace/index.ts';
import { isRefusal, type Refusal } from '../domain/refusals/refusal.ts';
import type { Caller } from '../domain/workspace.ts';
import { refuse } from './errors.ts';
import type { Runtime } from './runtime.ts';
import { isOwnPage, sessionSecretOf } from './session-cookie.ts';

type Asked = Pick<APIGatewayProxyEventV2, 'headers' | 'cookies'>;

/**
 * The caller: a token, by `Token` or HTTP Basic (TextIt 6.1), or a person who has signed in, from a page of ours.
 * Throws 403, never 401, as TextIt's clients expect.
 */
export async function authenticate({ headers, cookies = [] }: Asked, runtime: Runtime): Promise<Caller> {
  const { data, now } = runtime;
  const session = headers['authorization'] === undefined && isOwnPage(headers) ? sessionSecretOf(cookies) : null;
  if (session !== null) return personOf(session, headers['x-temba-workspace'], runtime);
  const credentials = readCredentials(headers['authorization']);
  if (isRefusal(credentials)) throw refuse(credentials, 403);
  const caller = await readToken(data, credentials.secret, now());
  if (caller === 'expired') throw refuse({ code: 'token_expired' }, 403);
  if (!caller) throw refuse({ code: credentials.basic ? 'wrong_token_or_email' : 'wrong_token' }, 403);
  return caller;
}

/** A person in the workspace that the request names, or in their first one. 1 read unit and 1 query. */
async function personOf(secret: string, named: string | undefined, { data, now }: Runtime): Promise<Caller> {
  const session = await readSession(data, secret, now());
  if (session === null) throw refuse({ code: 'session_ended' }, 403);
  const workspace = named?.trim().toLowerCase();
  const all = await membershipsOf(data, session.print);
  const member = all.find((one) => workspace === undefined || one.workspace === workspace);
  if (member === undefined) throw refuse({ code: 'no_member' }, 403);
  return { kind: 'person', ...member };
}

interface Credentials {
  readonly secret: string;
  readonly basic: boolean;
}

/** Refuses what is not in form with the words of Django REST framework, which TextIt is built on. */
function readCredentials(header: string | undefined): Credentials | Refusal {
  const [given = '', value, ...others] = (header ?? '').trim().split(/\s+/);
  const scheme = given.toLowerCase();
  if (scheme !== 'token' && scheme !== 'basic') return { code: 'no_credentials' };
  if (value === undefined) return { code: 'auth_header_empty', scheme };
  if (others.length > 0)
    return { code: 'auth_header_spaces', scheme, part: scheme === 'token' ? 'Token' : 'Credentials' };
  if (scheme === 'basic') return readBasic(value);
  return /^[\x21-\x7e]+$/.test(value) ? { secret: value, basic: false } : { code: 'auth_header_characters' };
}

/** Tokens belong to workspaces, so any email is accepted; without one it is no Basic header (RFC 7617). */
function readBasic(value: string): Credentials | Refusal {
  const symbols = value.replace(/[^A-Za-z0-9+/]/g, '').length;
  const padding = value.replace(/[^=]/g, '').length;
  if (symbols % 4 === 1 || (symbols % 4 > 0 && padding < 4 - (symbols % 4))) return { code: 'auth_header_encoding' };
  const [, secret = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return { secret, basic: true };
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import {
  type AlongKey,
  membershipsOf,
  printOfIdentity,
  type ReadAlong,
  readSession,
  readTokenAndSettings,
} from '../../data/workspace/index.ts';
import { isRefusal, type Refusal } from '../../domain/refusals/refusal.ts';
import type { Caller, Settings } from '../../domain/workspace.ts';
import { refuse } from '../http/errors.ts';
import type { Runtime } from '../invocation/runtime.ts';
import { identityOfBearer } from './bearer.ts';
import { isOwnPage, sessionSecretOf } from './session-cookie.ts';

type Asked = Pick<APIGatewayProxyEventV2, 'headers' | 'cookies'>;

interface Authenticated {
  readonly caller: Caller;
  /** Of the caller's workspace, where they were read with the token. */
  readonly settings: Settings | null;
  /** The item that was asked for, where it was read with the token. */
  readonly along: ReadAlong | null;
}

/**
 * The caller: a token, by `Token` or HTTP Basic (TextIt 6.1), or a person: who has signed in, from a page of ours, or
 * a program of theirs, by `Bearer` and an access token of the provider. Throws 403, never 401, as TextIt's clients
 * expect. `along`: an item that is read in the same call where that is possible.
 */
export async function authenticate(
  { headers, cookies = [] }: Asked,
  runtime: Runtime,
  along: AlongKey | null = null,
): Promise<Authenticated> {
  const { data, now } = runtime;
  const session = headers['authorization'] === undefined && isOwnPage(headers) ? sessionSecretOf(cookies) : null;
  const named = headers['x-temba-workspace'];
  if (session !== null) return withoutSettings(await memberOf(await printOfSession(session, runtime), named, runtime));
  const credentials = readCredentials(headers['authorization']);
  if (isRefusal(credentials)) throw refuse(credentials, 403);
  if (credentials.scheme === 'bearer')
    return withoutSettings(await memberOf(await printOfBearer(credentials.secret, runtime), named, runtime));
  const { caller, ...read } = await readTokenAndSettings(data, credentials.secret, now(), along);
  if (caller === 'expired') throw refuse({ code: 'token_expired' }, 403);
  if (!caller) throw refuse({ code: credentials.scheme === 'basic' ? 'wrong_token_or_email' : 'wrong_token' }, 403);
  return { caller, ...read };
}

const withoutSettings = (caller: Caller): Authenticated => ({ caller, settings: null, along: null });

/** 1 read unit. */
async function printOfSession(secret: string, { data, now }: Runtime): Promise<string> {
  const session = await readSession(data, secret, now());
  if (session === null) throw refuse({ code: 'session_ended' }, 403);
  return session.print;
}

async function printOfBearer(token: string, { config: { signIn } }: Runtime): Promise<string> {
  if (signIn === undefined) throw refuse({ code: 'no_credentials' }, 403);
  const identity = await identityOfBearer(token, signIn);
  if (identity === 'unreachable') throw refuse({ code: 'provider_silent' }, 503).with({ 'retry-after': '5' });
  if (identity === null) throw refuse({ code: 'wrong_token' }, 403);
  return printOfIdentity(identity);
}

/** A person in the workspace that the request names, or in their first one. 1 query. */
async function memberOf(print: string, named: string | undefined, { data }: Runtime): Promise<Caller> {
  const workspace = named?.trim().toLowerCase();
  const all = await membershipsOf(data, print);
  const member = all.find((one) => workspace === undefined || one.workspace === workspace);
  if (member === undefined) throw refuse({ code: 'no_member' }, 403);
  return { kind: 'person', ...member };
}

/** An access token that is none cannot be checked here. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const SCHEMES = ['token', 'basic', 'bearer'] as const;
type Scheme = (typeof SCHEMES)[number];

interface Credentials {
  readonly secret: string;
  readonly scheme: Scheme;
}

/** Refuses what is not in form with the words of Django REST framework, which TextIt is built on. */
function readCredentials(header: string | undefined): Credentials | Refusal {
  const [given = '', value, ...others] = (header ?? '').trim().split(/\s+/);
  const scheme = SCHEMES.find((one) => one === given.toLowerCase());
  if (scheme === undefined || (scheme === 'bearer' && !JWT.test(value ?? ''))) return { code: 'no_credentials' };
  if (value === undefined) return { code: 'auth_header_empty', scheme };
  if (others.length > 0)
    return { code: 'auth_header_spaces', scheme, part: scheme === 'basic' ? 'Credentials' : 'Token' };
  if (scheme === 'basic') return readBasic(value);
  return /^[\x21-\x7e]+$/.test(value) ? { secret: value, scheme } : { code: 'auth_header_characters' };
}

/** Tokens belong to workspaces, so any email is accepted; without one it is no Basic header (RFC 7617). */
function readBasic(value: string): Credentials | Refusal {
  const symbols = value.replace(/[^A-Za-z0-9+/]/g, '').length;
  const padding = value.replace(/[^=]/g, '').length;
  if (symbols % 4 === 1 || (symbols % 4 > 0 && padding < 4 - (symbols % 4))) return { code: 'auth_header_encoding' };
  const [, secret = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return { secret, scheme: 'basic' };
}

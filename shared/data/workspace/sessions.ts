/**
 *   P#<SHA-256 of the cookie>  SESSION  who is signed in, and until when
 *
 * What they may do is not in it: each request reads the membership, so a removed person is refused at once.
 */
import { randomBytes } from 'node:crypto';
import { type Instant, instant } from '../../domain/instant.ts';
import type { Profile } from '../../domain/people.ts';
import { type Data, getItem, isAbsent, put, remove, toSeconds, write } from '../dynamo/index.ts';
import { printOfIdentity } from './people.ts';
import { hashOfSecret } from './tokens.ts';

/** A working day. Nothing prolongs a session, so that requests write nothing. */
export const SESSION_SECONDS = 12 * 3_600;

export interface SignedIn {
  /** Finds the memberships. */
  readonly print: string;
  readonly name: string;
  readonly email: string | null;
  readonly until: Instant;
}

const sessionKey = (secret: string) => ({ pk: `P#${hashOfSecret(secret)}`, sk: 'SESSION' });

/** Begins a session; returns the cookie's value, which is stored nowhere. 1 write unit. */
export async function beginSession(data: Data, profile: Profile, now: Instant): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const until = instant(now + SESSION_SECONDS * 1_000_000);
  const { name, email } = profile;
  const session: SignedIn = { print: printOfIdentity(profile), name, email, until };
  await write(data, put('workspace', { ...sessionKey(secret), ...session, ttl: toSeconds(until) }, isAbsent));
  return secret;
}

/** Who is signed in by a cookie; null when its session has ended. 1 read unit. */
export async function readSession(data: Data, secret: string, now: Instant): Promise<SignedIn | null> {
  const session = await getItem<SignedIn>(data, 'workspace', sessionKey(secret), { consistent: true });
  return session !== null && session.until > now ? session : null;
}

export const endSession = async (data: Data, secret: string): Promise<void> => {
  await write(data, remove('workspace', sessionKey(secret)));
};

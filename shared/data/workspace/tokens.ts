/**
 *   T#<SHA-256 of the secret>  TOKEN         { id, workspace, role, name, createdOn }: checks requests
 *   W#<workspace>              TOKEN#<id>    { hash, role, name, createdOn }: for listing and revoking
 *
 * The secret itself is stored nowhere.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { TokenId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Caller, Role } from '../../domain/workspace.ts';
import { type Data, getItem, isAbsent, put, remove, transact, type Write } from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';

/** A token of the API, without its secret. */
export interface ApiToken {
  readonly id: TokenId;
  readonly role: Role;
  readonly name: string;
  readonly createdOn: Instant;
}

interface NewToken extends ApiToken {
  /** Shown once. */
  readonly secret: string;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const secretKey = (hash: string) => ({ pk: `T#${hash}`, sk: 'TOKEN' });

const listingKey = (workspace: WorkspaceId, id: TokenId) => ({ pk: workspacePk(workspace), sk: `TOKEN#${id}` });

/** Forty hexadecimal characters, as in TextIt, unless a secret is given. */
export function mintToken(input: { role: Role; name: string; now: Instant; secret?: string | undefined }): NewToken {
  const { role, name, now, secret = randomBytes(20).toString('hex') } = input;
  return { id: randomUUID() as string as TokenId, role, name, createdOn: now, secret };
}

/** The items of a new token; the first one's condition fails when the secret is in use. */
export function newToken(workspace: WorkspaceId, { secret, ...token }: NewToken): Write[] {
  const hash = hashOf(secret);
  return [
    put('workspace', { ...secretKey(hash), ...token, workspace }, isAbsent),
    put('workspace', { ...listingKey(workspace, token.id), ...token, hash }),
  ];
}

/** Creates a token; returns it with its secret, which can never be read again. */
export async function createToken(
  data: Data,
  workspace: WorkspaceId,
  input: { role: Role; name: string; now: Instant },
): Promise<NewToken> {
  const token = mintToken(input);
  const written = await transact(data, newToken(workspace, token));
  if (!written.ok) throw new Error('A fresh token was taken already: randomness is broken');
  return token;
}

/** The caller whose token this is, or null. Consistent, so that a revoked one is refused at once. 1 read unit. */
export async function readToken(data: Data, secret: string): Promise<Caller | null> {
  const item = await getItem<Caller>(data, 'workspace', secretKey(hashOf(secret)), { consistent: true });
  return item && { id: item.id, workspace: item.workspace, role: item.role, name: item.name };
}

/** The workspace's tokens without their secrets, oldest first. */
export async function listTokens(data: Data, workspace: WorkspaceId): Promise<ApiToken[]> {
  const items = await itemsOf<ApiToken>(data, workspace, 'TOKEN#');
  return items
    .map(({ id, role, name, createdOn }) => ({ id, role, name, createdOn }))
    .sort((a, b) => a.createdOn - b.createdOn || (a.id < b.id ? -1 : 1));
}

/** Revokes a token at once; false when the workspace has no such token. */
export async function revokeToken(data: Data, workspace: WorkspaceId, id: TokenId): Promise<boolean> {
  const key = listingKey(workspace, id);
  const listed = await getItem<{ readonly hash: string }>(data, 'workspace', key, { consistent: true });
  if (listed === null) return false;
  await transact(data, [remove('workspace', secretKey(listed.hash)), remove('workspace', key)]);
  return true;
}

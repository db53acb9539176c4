/**
 *   T#<SHA-256 of the secret>  TOKEN         the caller, and until when (`expiresOn`): checks requests
 *   W#<workspace>              TOKEN#<id>    what lists show, and the digests by which it is revoked; stays as a name
 *
 * The secrets themselves are stored nowhere.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { TokenId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { type Actor, type Caller, personBehind, type Role, type TokenScope } from '../../domain/workspace.ts';
import {
  allOf,
  type Data,
  equals,
  getItem,
  isAbsent,
  type Key,
  lacks,
  put,
  queryAll,
  remove,
  toSeconds,
  transact,
  update,
  type Write,
} from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';
import { type Maker, MakerGoneError, stillMay } from './makers.ts';

/** A token of the API, without its secret. */
export interface ApiToken extends Actor, TokenScope {
  readonly id: TokenId;
  readonly role: Role;
  readonly createdOn: Instant;
  readonly owner?: Actor;
  readonly expiresOn?: Instant;
  readonly rotatedOn?: Instant;
}

type TokenInput = Pick<ApiToken, 'role' | 'name' | 'owner' | 'expiresOn' | keyof TokenScope> & {
  readonly now: Instant;
};

interface NewToken extends ApiToken {
  /** Shown once. */
  readonly secret: string;
}

/** What lists hold besides: the digest in use, and that of the secret before, which may still be valid. */
interface Listed extends ApiToken {
  readonly hash: string;
  readonly previous?: string;
  readonly revokedOn?: Instant;
}

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const secretKey = (hash: string) => ({ pk: `T#${hash}`, sk: 'TOKEN' });

const listingKey = (workspace: WorkspaceId, id: TokenId) => ({ pk: workspacePk(workspace), sk: `TOKEN#${id}` });

const newSecret = (): string => randomBytes(20).toString('hex');

/** Forty hexadecimal characters, as in TextIt, unless a secret is given. */
export function mintToken({ now, secret, ...token }: TokenInput & { secret?: string | undefined }): NewToken {
  return { id: randomUUID() as string as TokenId, ...token, createdOn: now, secret: secret ?? newSecret() };
}

/** The item that checks requests. DynamoDB deletes it some time after it has expired. */
const checking = (workspace: WorkspaceId, hash: string, token: ApiToken) => ({
  ...secretKey(hash),
  ...token,
  workspace,
  ...(token.expiresOn !== undefined && { ttl: toSeconds(token.expiresOn) }),
});

/** The items of a new token; the first one's condition fails when the secret is in use. */
export function newToken(workspace: WorkspaceId, { secret, ...token }: NewToken): Write[] {
  const hash = hashOfSecret(secret);
  return [
    put('workspace', checking(workspace, hash, token), isAbsent),
    put('workspace', { ...listingKey(workspace, token.id), ...token, hash }),
  ];
}

/** Creates a token; returns it with its secret, which can never be read again. Throws MakerGoneError. */
export async function createToken(
  data: Data,
  workspace: WorkspaceId,
  input: TokenInput,
  maker?: Maker,
): Promise<NewToken> {
  const token = mintToken(input);
  const written = await transact(data, [...newToken(workspace, token), ...(maker ? [stillMay(workspace, maker)] : [])]);
  if (written.ok) return token;
  if (!written.failed[0]) throw new MakerGoneError();
  throw new Error('A fresh token was taken already: randomness is broken');
}

/** What checks requests. */
export type TokenItem = ApiToken & Pick<Caller, 'workspace'> & Key;

/** The caller whose token this is, or null. Consistent, so that a revoked one is refused at once. 1 read unit. */
export async function readToken(data: Data, secret: string, now: Instant): Promise<Caller | 'expired' | null> {
  const item = await getItem<TokenItem>(data, 'workspace', tokenKey(secret), { consistent: true });
  return item && callerOf(item, now);
}

export const tokenKey = (secret: string): Key => secretKey(hashOfSecret(secret));

export function callerOf(item: TokenItem, now: Instant): Caller | 'expired' {
  const { id, workspace, role, name, owner, readOnly, endpoints, expiresOn } = item;
  if (expiresOn !== undefined && expiresOn <= now) return 'expired';
  const scope = { ...(readOnly && { readOnly }), ...(endpoints && { endpoints }) };
  return { kind: 'token', id, workspace, role, name, ...(owner && { owner }), ...scope };
}

/** The workspace's tokens without their secrets, oldest first. */
export async function listTokens(data: Data, workspace: WorkspaceId): Promise<ApiToken[]> {
  const items = await itemsOf<Listed>(data, workspace, 'TOKEN#');
  return items
    .filter(({ revokedOn }) => revokedOn === undefined)
    .map(withoutDigests)
    .sort((a, b) => a.createdOn - b.createdOn || (a.id < b.id ? -1 : 1));
}

const withoutDigests = ({ id, role, name, createdOn, owner, expiresOn, rotatedOn, readOnly, endpoints }: Listed) => ({
  id,
  role,
  name,
  createdOn,
  ...(owner && { owner }),
  ...(expiresOn !== undefined && { expiresOn }),
  ...(rotatedOn !== undefined && { rotatedOn }),
  ...(readOnly && { readOnly }),
  ...(endpoints && { endpoints }),
});

async function readListed(data: Data, workspace: WorkspaceId, id: TokenId): Promise<Listed | null> {
  const listed = await getItem<Listed>(data, 'workspace', listingKey(workspace, id), { consistent: true });
  return listed?.revokedOn === undefined ? listed : null;
}

/**
 * Gives a token a new secret, which belongs to whoever asks for it; the one before stays valid until `until`, and an
 * earlier one ends now. Null when there is no such token, or another request has rotated it at the same time.
 */
export async function rotateToken(
  data: Data,
  workspace: WorkspaceId,
  id: TokenId,
  { until, now, owner }: { readonly until: Instant; readonly now: Instant; readonly owner: Actor },
): Promise<NewToken | null> {
  const listed = await readListed(data, workspace, id);
  if (listed === null) return null;
  const belongs = owner.id === id ? {} : { owner };
  const secret = newSecret();
  const before = withoutDigests(listed);
  const token: ApiToken = { ...before, rotatedOn: now, ...belongs };
  const hash = hashOfSecret(secret);
  const ends = instant(Math.min(until, listed.expiresOn ?? until));
  const written = await transact(data, [
    put('workspace', checking(workspace, hash, token), isAbsent),
    until <= now
      ? remove('workspace', secretKey(listed.hash))
      : put('workspace', checking(workspace, listed.hash, { ...before, expiresOn: ends })),
    ...(listed.previous === undefined ? [] : [remove('workspace', secretKey(listed.previous))]),
    update(
      'workspace',
      listingKey(workspace, id),
      { set: { hash, previous: listed.hash, rotatedOn: now, ...belongs } },
      allOf(equals('hash', listed.hash), lacks('revokedOn')),
    ),
  ]);
  return written.ok ? { ...token, secret } : null;
}

/** Revokes a token at once; null when the workspace has no such token. Its name stays for what it has done. */
export async function revokeToken(
  data: Data,
  workspace: WorkspaceId,
  id: TokenId,
  now: Instant,
): Promise<ApiToken | null> {
  const listed = await readListed(data, workspace, id);
  if (listed === null) return null;
  const written = await transact(data, [
    ...[listed.hash, listed.previous].flatMap((hash) => (hash ? [remove('workspace', secretKey(hash))] : [])),
    update('workspace', listingKey(workspace, id), { set: { revokedOn: now } }, equals('hash', listed.hash)),
  ]);
  // A rotation came between: the new secret must go too.
  return written.ok ? withoutDigests(listed) : revokeToken(data, workspace, id, now);
}

type Known = Pick<Caller, 'id' | 'name' | 'owner'>;

/** What is taken of each token and person, also of those that are gone, for what they have done. 1 query. */
const readActors =
  <Taken>(take: (one: Known) => Taken) =>
  async (data: Data, workspace: WorkspaceId): Promise<ReadonlyMap<string, Taken>> => {
    const taken = new Map<string, Taken>();
    const both = { from: 'TEAM#', to: 'TOKEN#~' };
    const found = queryAll<Known>(data, { table: 'workspace', partition: workspacePk(workspace), sort: both });
    for await (const { id, name, owner } of found) taken.set(id, take({ id, name, ...(owner && { owner }) }));
    return taken;
  };

export const readActorNames = readActors(({ name }) => name);

/** Whoever is behind each: of a token, the one who owns it. */
export const readPeopleBehind = readActors(personBehind);

/**
 *   T#<SHA-256 of the secret>  TOKEN         { id, workspace, role, name, createdOn }: what a request is checked against
 *   W#<workspace>              TOKEN#<id>    { hash, role, name, createdOn }: for listing and revoking
 *
 * The secret itself is stored nowhere.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TokenId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Role } from '../../domain/workspace.ts';
import { type Data, type TransactItem, transact } from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';

export interface Token {
  readonly id: TokenId;
  readonly role: Role;
  readonly name: string;
  readonly createdOn: Instant;
}

/** Who makes a request, and in which workspace. */
export interface Bearer {
  readonly id: TokenId;
  readonly workspace: WorkspaceId;
  readonly role: Role;
  readonly name: string;
}

export interface NewToken extends Token {
  /** Shown once. */
  readonly secret: string;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const secretKey = (hash: string) => ({ pk: `T#${hash}`, sk: 'TOKEN' });

const listingKey = (workspace: WorkspaceId, id: TokenId) => ({ pk: workspacePk(workspace), sk: `TOKEN#${id}` });

/** Forty hexadecimal characters, as TextIt's are, unless a secret is given. */
export function mintToken(input: { role: Role; name: string; now: Instant; secret?: string | undefined }): NewToken {
  const { role, name, now, secret = randomBytes(20).toString('hex') } = input;
  return { id: randomUUID() as string as TokenId, role, name, createdOn: now, secret };
}

/** The items of a new token; the first one's condition fails when the secret is in use. */
export function newToken(data: Data, workspace: WorkspaceId, { secret, ...token }: NewToken): TransactItem[] {
  const TableName = data.workspaceTable;
  const hash = hashOf(secret);
  return [
    {
      Put: {
        TableName,
        Item: { ...secretKey(hash), ...token, workspace },
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': 'pk' },
      },
    },
    { Put: { TableName, Item: { ...listingKey(workspace, token.id), ...token, hash } } },
  ];
}

/** Makes a token and answers it with its secret, which can never be read again. */
export async function createToken(
  data: Data,
  workspace: WorkspaceId,
  input: { role: Role; name: string; now: Instant },
): Promise<NewToken> {
  const token = mintToken(input);
  const written = await transact(data, newToken(data, workspace, token));
  if (!written.ok) throw new Error('A fresh token was taken already: randomness is broken');
  return token;
}

/** Whose secret this is, or null. Read consistently, so that a revoked token is refused at once. */
export async function readToken(data: Data, secret: string): Promise<Bearer | null> {
  const { Item } = await data.documents.send(
    new GetCommand({ TableName: data.workspaceTable, Key: secretKey(hashOf(secret)), ConsistentRead: true }),
  );
  if (Item === undefined) return null;
  const { id, workspace, role, name } = Item as Bearer;
  return { id, workspace, role, name };
}

/** The workspace's tokens without their secrets, oldest first. */
export async function listTokens(data: Data, workspace: WorkspaceId): Promise<Token[]> {
  const items = await itemsOf<Token>(data, workspace, 'TOKEN#');
  return items
    .map(({ id, role, name, createdOn }) => ({ id, role, name, createdOn }))
    .sort((a, b) => a.createdOn - b.createdOn || (a.id < b.id ? -1 : 1));
}

/** Makes a token useless at once; false when the workspace has no such token. */
export async function revokeToken(data: Data, workspace: WorkspaceId, id: TokenId): Promise<boolean> {
  const TableName = data.workspaceTable;
  const { Item } = await data.documents.send(
    new GetCommand({ TableName, Key: listingKey(workspace, id), ConsistentRead: true }),
  );
  if (Item === undefined) return false;
  await transact(data, [
    { Delete: { TableName, Key: secretKey(String(Item['hash'])) } },
    { Delete: { TableName, Key: listingKey(workspace, id) } },
  ]);
  return true;
}

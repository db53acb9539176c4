import { createHash, createHmac } from 'node:crypto';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Data } from './client.ts';
import { keysOf } from './key-ring.ts';

/**
 * HMAC-SHA256 of a workspace and a text, base64url: for what must be found again and may name a person. With the workspace in it, the
 * same number has another hash in another workspace: two tables, or a leaked one, do not show that two workspaces know the same person.
 */
export const hashed = async (data: Data, workspace: WorkspaceId, text: string): Promise<string> =>
  hashUnder((await keysOf(data))[0], workspace, text);

/** The hash that is made now, and those that were made under earlier keys, while these are kept. */
export const everyHash = async (data: Data, workspace: WorkspaceId, text: string): Promise<readonly string[]> =>
  (await keysOf(data)).map((key) => hashUnder(key, workspace, text));

const hashUnder = (key: string, workspace: WorkspaceId, text: string): string =>
  createHmac('sha256', key).update(`${workspace} ${text}`).digest('base64url');

/** As `hashed` where the key may be used, else a plain SHA-256: for functions whose requests name no person. */
export const hashedOrDigest = async (data: Data, workspace: WorkspaceId, text: string): Promise<string> =>
  data.hmacKey === null
    ? createHash('sha256').update(`${workspace} ${text}`).digest('base64url')
    : hashed(data, workspace, text);

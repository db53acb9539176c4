import { createHash, createHmac } from 'node:crypto';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Data } from './client.ts';
import { keysOf } from './key-ring.ts';

/** HMAC-SHA256 of a workspace and a text, base64url: what identifies a person is found again, in one workspace only. */
export const hashed = async (data: Data, workspace: WorkspaceId, text: string): Promise<string> =>
  hashUnder((await keysOf(data))[0], workspace, text);

/** The hash under the current key, then those under earlier keys that are still kept. */
export async function everyHash(data: Data, workspace: WorkspaceId, text: string): Promise<readonly string[]> {
  const keys = await keysOf(data);
  return keys.map((key) => hashUnder(key, workspace, text));
}

const hashUnder = (key: string, workspace: WorkspaceId, text: string): string =>
  createHmac('sha256', key).update(`${workspace} ${text}`).digest('base64url');

/** Like `hashed` where the key may be used, else a plain SHA-256: for functions whose requests identify no person. */
export const hashedOrDigest = async (data: Data, workspace: WorkspaceId, text: string): Promise<string> =>
  data.hmacKey === null
    ? createHash('sha256').update(`${workspace} ${text}`).digest('base64url')
    : hashed(data, workspace, text);

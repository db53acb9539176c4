import { createHash, createHmac } from 'node:crypto';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Data } from './client.ts';

/**
 * HMAC-SHA256 of a workspace and a text, base64url: for what must be found again and may name a person. With the workspace in it, the
 * same number has another hash in another workspace: two tables, or a leaked one, do not show that two workspaces know the same person.
 */
export async function hashed(data: Pick<Data, 'hmacKey'>, workspace: WorkspaceId, text: string): Promise<string> {
  return createHmac('sha256', await hashingKey(data))
    .update(`${workspace} ${text}`)
    .digest('base64url');
}

/** The key itself, where a function may use it. */
export async function hashingKey({ hmacKey }: Pick<Data, 'hmacKey'>): Promise<string> {
  if (hmacKey === null) throw new Error("This function's entry file brings no address key.");
  return hmacKey();
}

/** As `hashed` where the key may be used, else a plain SHA-256: for functions whose requests name no person. */
export const hashedOrDigest = async (
  data: Pick<Data, 'hmacKey'>,
  workspace: WorkspaceId,
  text: string,
): Promise<string> =>
  data.hmacKey === null
    ? createHash('sha256').update(`${workspace} ${text}`).digest('base64url')
    : hashed(data, workspace, text);

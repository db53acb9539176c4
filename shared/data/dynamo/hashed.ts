import { createHmac } from 'node:crypto';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { Data } from './client.ts';

/**
 * HMAC-SHA256 of a workspace and a text, base64url: for what must be found again and may name a person. With the workspace in it, the
 * same number has another hash in another workspace: two tables, or a leaked one, do not show that two workspaces know the same person.
 */
export const hashed = async (data: Pick<Data, 'hmacKey'>, workspace: WorkspaceId, text: string): Promise<string> =>
  createHmac('sha256', await data.hmacKey())
    .update(`${workspace} ${text}`)
    .digest('base64url');

import type { WorkspaceId } from '../../domain/ids.ts';
import { type Data, everyHash } from '../dynamo/index.ts';
import { URN_BYTES } from './packed.ts';

/** What the ledger keeps of an address (`scheme:path`): under the current key first, then under earlier ones. */
export async function shortHashes(data: Data, workspace: WorkspaceId, identity: string): Promise<readonly string[]> {
  const hashes = await everyHash(data, workspace, identity);
  return hashes.map((hash) => Buffer.from(hash, 'base64url').subarray(0, URN_BYTES).toString('hex'));
}

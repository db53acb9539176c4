/**
 *   L#<workspace>  USED#<token>   when a token was used, to the hour, and from which address; gone after 400 days
 */
import type { TokenId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, put, queryAll, ttlAfter, write } from '../dynamo/index.ts';

const KEPT_DAYS = 400;
const PREFIX = 'USED#';

export interface TokenUse {
  readonly at: Instant;
  readonly from: string;
}

/** Notes a use of a token. 1 write unit: callers do it at most once an hour in each container. */
export async function noteTokenUse(data: Data, workspace: WorkspaceId, id: TokenId, use: TokenUse): Promise<void> {
  const key = { pk: `L#${workspace}`, sk: `${PREFIX}${id}` };
  await write(data, put('workspace', { ...key, id, ...use, ttl: ttlAfter(use.at, KEPT_DAYS) }));
}

/** The last noted use of each token. 1 query. */
export async function readTokenUses(data: Data, workspace: WorkspaceId): Promise<ReadonlyMap<TokenId, TokenUse>> {
  const uses = new Map<TokenId, TokenUse>();
  const query = { table: 'workspace', partition: `L#${workspace}`, sort: { prefix: PREFIX } } as const;
  for await (const { id, at, from } of queryAll<TokenUse & { readonly id: TokenId }>(data, query))
    uses.set(id, { at, from });
  return uses;
}

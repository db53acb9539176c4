/** What lies at addresses without a contact, found by reading the whole table: for a migration. */
import type { WorkspaceId } from '../../domain/ids.ts';
import { type IdentityItem, isIdentity } from '../contacts/index.ts';
import { beginsWith, type Data, type Key, type QueryPage, scanPage } from '../dynamo/index.ts';
import { repairIdentities } from './addresses.ts';

/** The items that say who has an address. 0.125 read units a KB of the whole table. */
export async function* allIdentities(data: Data): AsyncGenerator<readonly IdentityItem[]> {
  let start: Key | undefined;
  do {
    const page: QueryPage<IdentityItem> = await scanPage(
      data,
      { table: 'contacts', where: beginsWith('pk', 'I#') },
      start,
    );
    yield page.items.filter(isIdentity);
    start = page.next;
  } while (start !== undefined);
}

/**
 * Frees addresses of contacts that lost them, and counts the opt-outs that may lie under an earlier hash: releases with
 * the present one also store when the person opted out, except for one who was only blocked.
 */
export async function findSuppressions(data: Data, workspaces: readonly WorkspaceId[]): Promise<number> {
  let found = 0;
  for await (const items of allIdentities(data)) {
    for (const workspace of workspaces) {
      const own = items.filter(({ pk }) => pk.startsWith(`I#${workspace}#`));
      await repairIdentities(
        data,
        workspace,
        own.filter(({ owner }) => owner !== undefined),
      );
    }
    found += items.filter(({ reason, said }) => reason !== undefined && said === undefined).length;
  }
  return found;
}

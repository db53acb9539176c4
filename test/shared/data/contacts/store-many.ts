/** Many contacts at once, stored as the data layer would have stored them. */

import { putStints, stintsBegun, toContactItem, withStints } from '../../../../shared/data/contacts/index.ts';
import { type Data, putAll } from '../../../../shared/data/dynamo/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { type Counts, countsOf, deltaOf } from '../../../../shared/domain/contacts/counts.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';

export async function seed(data: Data, workspace: WorkspaceId, people: readonly Contact[]): Promise<void> {
  const stored = people.map((one) => withStints(null, one));
  await putStints(
    data,
    workspace,
    stored.flatMap((one) => stintsBegun(null, one)),
  );
  await putAll(
    data,
    'contacts',
    stored.map((one) => toContactItem(workspace, one)),
  );
}

export const countsFor = (people: readonly Contact[]): Counts =>
  countsOf(deltaOf(people.map((after) => ({ before: null, after }))));

interface Page {
  readonly contacts: readonly Contact[];
  readonly cursor: string | null;
  readonly partial?: boolean;
}

/**
 * Reads all pages: the uuids in order, and the number of pages. Fails on an empty page before the last, unless the page
 * says that it ended early.
 */
export async function readAll(read: (cursor: string | null) => Promise<Page>) {
  const uuids: string[] = [];
  let pages = 0;
  let cursor: string | null = null;
  do {
    const page = await read(cursor);
    if (page.contacts.length === 0 && page.cursor !== null && !page.partial) throw new Error('An empty page goes on');
    uuids.push(...page.contacts.map(({ uuid }) => uuid));
    cursor = page.cursor;
    pages++;
  } while (cursor !== null);
  return { uuids, pages };
}

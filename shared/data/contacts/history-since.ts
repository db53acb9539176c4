/** The history of contacts since a time, which decides what an undo can do. */
import type { Change, Contact } from '../../domain/contacts/contact.ts';
import { isChange, type PastVersion } from '../../domain/contacts/undo/past-versions.ts';
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { batchGet, type Data, eachOf, queryAll, queryPage } from '../dynamo/index.ts';
import { justAbove } from '../paging/index.ts';
import type { HistoryItem } from './history-entry.ts';
import { contactPk, EVENT_PREFIX, historyKey, parseContactPk, versionOfEvent } from './keys.ts';

const AT_ONCE = 24;

/**
 * By contact, its versions since a job began (`since`: before its first change), oldest first, as far as recorded.
 * 0.5 read units for a contact unchanged since then, and 0.5 for 4 KB of another's history.
 */
export async function readHistorySince(
  data: Data,
  workspace: WorkspaceId,
  contacts: readonly Contact[],
  { job, since }: { readonly job: JobId; readonly since: Instant },
): Promise<ReadonlyMap<ContactId, readonly PastVersion[]>> {
  const unmoved = contacts.filter(({ lastChange }) => lastChange.job === job);
  const found = await readLast(data, workspace, unmoved);
  const others = contacts.filter(({ uuid, lastChange }) => lastChange.job !== job || found.get(uuid) === 'more');
  const past = new Map([...found].flatMap(([uuid, one]) => (one === 'more' ? [] : [[uuid, [one]] as const])));
  const all = new Map<ContactId, readonly PastVersion[]>(past);
  await eachOf(others, AT_ONCE, async ({ uuid }) => {
    all.set(uuid, await readSince(data, workspace, uuid, since));
  });
  return all;
}

/** Versions of a contact that are read for its changes. */
const VERSIONS = 50;

/**
 * The changes of each contact since a time, of its last 50 versions. Its own last change is known although the stream
 * may be behind. 0.5 read units for 4 KB of the history of each that has more than one version.
 */
export async function readChangesSince(
  data: Data,
  workspace: WorkspaceId,
  contacts: readonly Contact[],
  since: Instant,
): Promise<readonly (readonly Change[])[]> {
  const found = contacts.map(({ lastChange }) => [lastChange]);
  await eachOf([...contacts.entries()], AT_ONCE, async ([place, { uuid, version }]) => {
    if (version === 1) return;
    const { items } = await queryPage<HistoryItem>(data, { ...versionsOf(workspace, uuid), limit: VERSIONS });
    const late = items.filter(({ at, events }) => at >= since && events.some(isChange));
    found[place]?.push(...late.map(({ change }) => change));
  });
  return found;
}

/** The last version of each contact; `more` when it takes several items. */
async function readLast(
  data: Data,
  workspace: WorkspaceId,
  contacts: readonly Contact[],
): Promise<ReadonlyMap<ContactId, PastVersion | 'more'>> {
  const keys = contacts.map(({ uuid, version }) => historyKey(workspace, uuid, version));
  const items = await batchGet<HistoryItem>(data, 'contacts', keys);
  return new Map(
    items.map((item) => [parseContactPk(item.pk).contact, item.parts === undefined ? fromItem(item) : 'more']),
  );
}

async function readSince(
  data: Data,
  workspace: WorkspaceId,
  contact: ContactId,
  since: Instant,
): Promise<readonly PastVersion[]> {
  const found: PastVersion[] = [];
  for await (const item of queryAll<HistoryItem>(data, versionsOf(workspace, contact))) {
    if (item.at < since) break;
    found.push(fromItem(item));
  }
  return found.reverse();
}

const versionsOf = (workspace: WorkspaceId, contact: ContactId) =>
  ({
    table: 'contacts',
    partition: contactPk(workspace, contact),
    sort: { from: EVENT_PREFIX, to: justAbove(EVENT_PREFIX) },
    descending: true,
  }) as const;

const fromItem = ({ sk, at, change, events, was }: HistoryItem): PastVersion => ({
  version: versionOfEvent(sk),
  at,
  change,
  events,
  was: was ?? null,
});

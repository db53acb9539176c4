/**
 * Notes of deletions for good, for the files that may hold these people. They are gone after three days, as files are.
 *
 *   F#<workspace>   ERASING#<µs>#<what>    { job, slice } or { uuids }: written before the contacts are deleted
 *   F#checks        <workspace>           { asked }: its files are to be compared with the notes
 */
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { packUuids, sortableMicros, unpackUuids } from '../contacts/index.ts';
import {
  anyOf,
  atMost,
  type Data,
  getItem,
  isAbsent,
  type Key,
  put,
  type QueryPage,
  queryPage,
  remove,
  ttlAfter,
  update,
  write,
} from '../dynamo/index.ts';
import { readManifests } from '../jobs/index.ts';
import { nextRound } from '../paging/index.ts';

const KEPT_DAYS = 3;
/** A function may delete a contact so much later than the time that it notes: a minute at most, and clocks differ. */
const LATE_MICROS = 120_000_000;
/** Within this time one request for a check is enough; a later check is the watchdog's. */
const ASK_MICROS = 60_000_000;
/** Notes of one batch: up to 500 contacts each. */
const BATCH = 500;

const PREFIX = 'ERASING#';
const notesPk = (workspace: WorkspaceId): string => `F#${workspace}`;
const CHECKS_PK = 'F#checks';
const checkKey = (workspace: WorkspaceId): Key => ({ pk: CHECKS_PK, sk: workspace });

/** Contacts that are about to be deleted: a slice of a job, or some by themselves. */
type Erasing = { readonly job: JobId; readonly slice: number } | { readonly uuids: readonly ContactId[] };

/** Notes a deletion before it happens; whoever is not deleted after all does no harm. 1 write unit for 60 contacts. */
export async function noteErasing(data: Data, workspace: WorkspaceId, erasing: Erasing, now: Instant): Promise<void> {
  const [what, named] =
    'job' in erasing
      ? [`${erasing.job}#${erasing.slice}`, erasing]
      : [erasing.uuids[0] ?? '', { uuids: packUuids(erasing.uuids) }];
  const key = { pk: notesPk(workspace), sk: `${PREFIX}${sortableMicros(now)}#${what}` };
  await write(data, put('workspace', { ...key, ...named, ttl: ttlAfter(now, KEPT_DAYS) }));
}

/**
 * Contacts that may have been deleted since a time, as of now, in batches of some 250,000. 0.5 read units without any;
 * else 1 for each noted slice.
 */
export async function* erasedSince(
  data: Data,
  workspace: WorkspaceId,
  since: Instant,
): AsyncGenerator<ReadonlySet<ContactId>> {
  const from = `${PREFIX}${sortableMicros(instant(Math.max(0, since - LATE_MICROS)))}`;
  const query = { table: 'workspace', partition: notesPk(workspace), sort: { from, to: `${PREFIX}~` } } as const;
  let start: Key | undefined;
  do {
    const page: QueryPage<Note> = await queryPage(data, { ...query, consistent: true, limit: BATCH }, start);
    if (page.items.length > 0) yield await contactsOf(data, workspace, page.items);
    start = page.next;
  } while (start !== undefined);
}

type Note = { readonly job: JobId; readonly slice: number } | { readonly uuids: Uint8Array };

async function contactsOf(data: Data, workspace: WorkspaceId, notes: readonly Note[]): Promise<Set<ContactId>> {
  const slices = notes.filter((note) => 'job' in note);
  const contacts = new Set(notes.flatMap((note) => ('uuids' in note ? unpackUuids(note.uuids) : [])));
  for (const { uuids } of (await readManifests(data, workspace, slices)).values())
    for (const uuid of uuids) contacts.add(uuid);
  return contacts;
}

/** Has a workspace's files compared with the notes; true when the caller is to send the message. 0.5 read units. */
export async function askForFileCheck(data: Data, workspace: WorkspaceId, now: Instant): Promise<boolean> {
  const last = await getItem<{ asked: number }>(data, 'workspace', checkKey(workspace), { consistent: false });
  if (last !== null && last.asked > now - ASK_MICROS) return false;
  const isDue = anyOf(isAbsent, atMost('asked', now - ASK_MICROS));
  return write(data, update('workspace', checkKey(workspace), { set: { asked: now } }, isDue));
}

/** The workspaces whose files are to be compared once more, beginning where the last round stopped. */
export async function* fileChecks(data: Data): AsyncGenerator<WorkspaceId> {
  for await (const { sk } of nextRound(data, CHECKS_PK)) yield sk as string as WorkspaceId;
}

/** Ends the checks of a workspace whose last one, begun at that time, saw every deletion that had asked for it. */
export async function endFileChecks(data: Data, workspace: WorkspaceId, begun: Instant): Promise<void> {
  await write(data, remove('workspace', checkKey(workspace), atMost('asked', begun - LATE_MICROS)));
}

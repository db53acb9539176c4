/** Scans the table of contacts in segments, notes what items say, and repairs contacts that disagree by themselves. */
import {
  type IdentityItem,
  isIdentity,
  type Partition,
  parseContactPk,
  partitionOfItems,
} from '../../data/contacts/index.ts';
import { CONTACT_SK, eachOf, type Key, scanPage } from '../../data/dynamo/index.ts';
import { type AuditSource, disagreeing, type RosterEntry } from '../../data/repair/index.ts';
import type { ContactId } from '../../domain/ids.ts';
import { type AuditedWorkspace, type Auditing, countNoMore } from './auditing.ts';
import { NotePack } from './note-files.ts';
import { noteOfEntry, noteOfOwner, notesOfContact } from './notes.ts';

/** One page of a source: what is noted of it, and where the next one begins; undefined at the end. */
export interface SourcePage<Place> {
  readonly notes: readonly string[];
  readonly looked: number;
  readonly next: Place | undefined;
}

/** Notes in one file: a few seconds of work, which a killed run repeats. */
const FILE_BYTES = 8_000_000;

/** Segments of the table, and how many are read side by side: more than a function's processor keeps up with. */
export const SEGMENTS = 16;
const AT_ONCE = 4;

/** Goes on with the scan. Returns whether all of it is done. 0.125 read units a KB, and the repairs. */
export async function scanTable(auditing: Auditing, sources: ReadonlyMap<number, AuditSource>): Promise<boolean> {
  let ended = 0;
  const segments = Array.from({ length: SEGMENTS }, (_, number) => number);
  await eachOf(segments, AT_ONCE, async (number) => {
    const saved = sources.get(number);
    if (!saved?.ended && auditing.now() >= auditing.until) return;
    if (await readSource<Key>(auditing, number, saved, (at) => scanOn(auditing, number, at))) ended += 1;
  });
  return ended === SEGMENTS;
}

async function scanOn(auditing: Auditing, number: number, start: Key | undefined): Promise<SourcePage<Key>> {
  const scan = { table: 'contacts', segment: { number, of: SEGMENTS } } as const;
  const { items, next } = await scanPage<Key>(auditing.data, scan, start);
  const notes: string[] = [];
  let looked = 0;
  const cut = new Set([start?.pk, next?.pk]);
  const byWorkspace = Map.groupBy(items, ({ pk }) => pk.split('#', 2)[1] ?? '');
  for (const workspace of auditing.workspaces) {
    const own = byWorkspace.get(workspace.uuid);
    if (own === undefined) continue;
    looked += own.length;
    const seen = await auditing.repairs.alone({ workspace: workspace.uuid }, async () => {
      notes.push(...(await lookAt(auditing, workspace, own, cut)));
    });
    if (!seen) await countNoMore(auditing, workspace);
  }
  return { notes, looked, next };
}

/** What is noted of some items of a workspace; `cut`: keys of which the page may not have all. */
async function lookAt(
  auditing: Auditing,
  workspace: AuditedWorkspace,
  items: readonly Key[],
  cut: ReadonlySet<string | undefined>,
): Promise<readonly string[]> {
  const { data, repairs } = auditing;
  const { uuid } = workspace;
  const of = (prefix: string): Key[] => items.filter(({ pk }) => pk.startsWith(prefix));
  const notes = await lookAtContacts(auditing, workspace, of('C#'), cut);
  for (const entry of of('G#') as RosterEntry[]) notes.push(noteOfEntry('1', workspace, entry));
  const identities = (of('I#') as IdentityItem[]).filter(isIdentity);
  const wrong = identities.filter(({ owner, reason }) => (owner === undefined) === (reason === undefined));
  for (const item of identities) if (item.owner !== undefined) notes.push(noteOfOwner(workspace, item));
  if (wrong.length > 0 && data.hmacKey !== null) await repairs.identities(uuid, wrong);
  return notes;
}

async function lookAtContacts(
  auditing: Auditing,
  workspace: AuditedWorkspace,
  items: readonly Key[],
  cut: ReadonlySet<string | undefined>,
): Promise<string[]> {
  const { data, repairs, now, assetsOf } = auditing;
  const { uuid } = workspace;
  const notes: string[] = [];
  const whole: Partition[] = [];
  const suspects: ContactId[] = [];
  for (const [pk, own] of Map.groupBy(items, (item) => item.pk)) {
    const { contact } = parseContactPk(pk);
    const isCut = cut.has(pk);
    // Its other items are on another page: a look at all of them is cheap for the few at the edges.
    if (isCut) suspects.push(contact);
    const read = await repairs.alone({ workspace: uuid, contact }, async () => {
      const partition = partitionOfItems(contact, isCut ? own.filter(({ sk }) => sk === CONTACT_SK) : own);
      notes.push(...(await notesOfContact(data, workspace, partition, now())));
      if (!isCut) whole.push(partition);
    });
    if (!read) await countNoMore(auditing, workspace);
  }
  const looking = { now: now(), assets: await assetsOf(uuid) };
  try {
    suspects.push(...(await disagreeing(data, uuid, whole, looking)));
  } catch {
    // One of them cannot be read: all are looked at one by one.
    suspects.push(...whole.map((partition) => partition.uuid));
  }
  await repairs.contacts(uuid, suspects);
  return notes;
}

/**
 * Reads a source on from where it was left, until it or the time ends. Each file is stored before the place after it is
 * saved, so what a killed run has not saved is read again. Returns whether it has ended.
 */
export async function readSource<Place>(
  { files, rounds, folder, round, now, until }: Auditing,
  number: number,
  saved: AuditSource | undefined,
  read: (at: Place | undefined) => Promise<SourcePage<Place>>,
): Promise<boolean> {
  let source: AuditSource = saved ?? { round, step: 0, ended: false, looked: 0, files: [] };
  const pack = new NotePack();
  let { at, looked } = source as AuditSource & { readonly at?: Place };
  while (!source.ended) {
    const page: SourcePage<Place> = await read(at);
    at = page.next;
    looked += page.looked;
    pack.add(page.notes);
    const ended = at === undefined;
    if (!ended && pack.bytes < FILE_BYTES && now() < until) continue;
    const stored = [...source.files];
    if (pack.bytes > 0) {
      const content = pack.take();
      // Two runs that read the same source never write the same file.
      const name = `${number}/${source.step}-${now()}`;
      await files.write(`${folder}${name}`, content);
      stored.push([name, content.length]);
    }
    const next = { ...source, at, ended, looked, files: stored };
    if (!(await rounds.saveSource(number, next))) return false;
    source = { ...next, step: source.step + 1 };
    if (now() >= until) break;
  }
  return source.ended;
}

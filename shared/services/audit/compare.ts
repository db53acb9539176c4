/** Compares what contacts say with what other items say of them, for one group of contacts. */
import { addCounted } from '../../data/counts/index.ts';
import { eachOf } from '../../data/dynamo/index.ts';
import { addDeltas, type CountsDelta, NO_CHANGE } from '../../domain/contacts/counts.ts';
import { type AuditedWorkspace, type Auditing, countNoMore } from './auditing.ts';
import { BUCKETS } from './note-files.ts';
import { entryOfNote, factOf, type ItemNote, ownerOfNote, parseNote } from './notes.ts';

/** Files that are read side by side. */
const AT_ONCE = 16;

/** Notes that are compared at a time, in bytes: some 200,000 of them, which take 60 MB. */
const GROUP_BYTES = 16_000_000;

/** In how many groups so many bytes of notes are compared. */
export const groupsFor = (bytes: number): number => Math.min(BUCKETS, Math.max(1, Math.ceil(bytes / GROUP_BYTES)));

/** Repairs where the two sides differ, and adds the group's contacts to the recounts. Safe to repeat. */
export async function compareGroup(
  auditing: Auditing,
  keys: readonly string[],
  { group, of }: { readonly group: number; readonly of: number },
): Promise<void> {
  const [from, to] = [group, group + 1].map((at) => Math.floor((at * BUCKETS) / of)) as [number, number];
  const facts = new Facts();
  await eachOf(keys, AT_ONCE, async (key) => {
    for (const line of await auditing.readNotes(key, from, to)) facts.add(line);
  });
  const suspects = Map.groupBy(facts.oneSided(), ({ workspace }) => workspace);
  const counts = facts.counts();
  for (const workspace of auditing.workspaces) {
    await mend(auditing, workspace, suspects.get(workspace.number) ?? []);
    const counted = counts.get(workspace.number);
    if (workspace.recount === null || counted === undefined) continue;
    const { id } = workspace.recount;
    const added = await auditing.repairs.alone({ workspace: workspace.uuid }, () =>
      addCounted(auditing.data, workspace.uuid, id, group, counted),
    );
    if (!added) await countNoMore(auditing, workspace);
  }
}

async function mend({ repairs }: Auditing, workspace: AuditedWorkspace, notes: readonly ItemNote[]): Promise<void> {
  const of = (side: ItemNote['side'], kind: ItemNote['kind']) =>
    notes.filter((one) => one.side === side && one.kind === kind);
  const { uuid } = workspace;
  await repairs.contacts(
    uuid,
    notes.filter(({ side }) => side === '0').map(({ contact }) => contact),
  );
  await repairs.rosterEntries(
    uuid,
    of('1', 'r').map((one) => entryOfNote(workspace, one)),
  );
  await repairs.identities(
    uuid,
    of('1', 'a').map((one) => ownerOfNote(workspace, one)),
  );
}

class Facts {
  /** A line of one side, by its fact. */
  readonly #open = new Map<string, string>();
  readonly #counted = new Map<string, ItemNote>();
  readonly #crossed: ItemNote[] = [];

  add(line: string): void {
    if (line.startsWith('c')) this.#count(parseNote(line));
    else this.#pair(line);
  }

  #pair(line: string): void {
    const fact = factOf(line);
    const other = this.#open.get(fact);
    if (other === undefined) this.#open.set(fact, line);
    else if (other[1] !== line[1]) this.#open.delete(fact);
  }

  #count(note: ItemNote): void {
    if (note.side === '1') this.#crossed.push(note);
    else this.#counted.set(`${note.workspace}#${note.contact}`, note);
  }

  /** What only one side says. The log may have more messages than contacts. */
  oneSided(): readonly ItemNote[] {
    return [...this.#open.values()].filter((line) => !line.startsWith('m1')).map(parseNote);
  }

  /** The contacts at the cut, by workspace: as they were read, or else as the stream has kept them. */
  counts(): ReadonlyMap<number, CountsDelta> {
    const missing = this.#crossed.filter(({ workspace, contact }) => !this.#counted.has(`${workspace}#${contact}`));
    const byWorkspace = Map.groupBy([...this.#counted.values(), ...missing], ({ workspace }) => workspace);
    return new Map([...byWorkspace].map(([workspace, notes]) => [workspace, sumOf(notes)]));
  }
}

function sumOf(notes: readonly ItemNote[]): CountsDelta {
  const folders: Record<string, number> = {};
  const groups: Record<string, number> = {};
  for (const {
    detail: [folder = '', joined = ''],
  } of notes) {
    folders[folder] = (folders[folder] ?? 0) + 1;
    for (const group of joined.split(',')) if (group !== '') groups[group] = (groups[group] ?? 0) + 1;
  }
  return addDeltas(NO_CHANGE, { folders, groups });
}

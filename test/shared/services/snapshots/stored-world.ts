/** Contacts in segments: some changed later, in segments of changes, or since, and some are gone. */
import fc from 'fast-check';
import { shardOf } from '../../../../shared/data/contacts/index.ts';
import type { SnapshotSegment } from '../../../../shared/data/snapshots/index.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { rowOf } from '../../../../shared/domain/search/columns/row.ts';
import type { Layer } from '../../../../shared/domain/search/columns/scan.ts';
import { layersOf } from '../../../../shared/services/snapshots/layers.ts';
import { openFolder, type SegmentFolder } from '../../../../shared/services/snapshots/segment-folder.ts';
import { memoryFiles } from '../../../support/in-process/files.ts';
import { now } from '../../domain/contacts/world.ts';
import { contact } from './generators.ts';

export const workspace = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' as WorkspaceId;
export const files = memoryFiles();
const drawn = fc.sample(contact, { seed: 25, numRuns: 400 });

/** The same people, later: every third is as it was. */
const later = (people: readonly Contact[], from: number): Contact[] =>
  people.map((one, i) => ({ ...(drawn[from + i] as Contact), uuid: one.uuid }));

const base = drawn.slice(0, 200);
const changed = [...later(base.slice(0, 40), 200), ...drawn.slice(240, 260)];
const gone = base.slice(40, 50);
const changedAgain = later([...base.slice(20, 30), ...drawn.slice(240, 245)], 260);
export const tail = [...later([...base.slice(100, 110), ...gone.slice(0, 2)], 300), ...drawn.slice(320, 330)];
const goneNow = base.slice(110, 115);

export const present = new Map<ContactId, Contact>(base.map((one) => [one.uuid, one]));
for (const one of changed) present.set(one.uuid, one);
for (const { uuid } of gone) present.delete(uuid);
for (const one of changedAgain) present.set(one.uuid, one);
/** Whom the files know, before the tail. */
export const written: ReadonlyMap<ContactId, Contact> = new Map(present);
for (const one of tail) present.set(one.uuid, one);
for (const { uuid } of goneNow) present.delete(uuid);

export async function writeSegments(into: SegmentFolder): Promise<readonly SnapshotSegment[]> {
  const written: SnapshotSegment[] = [];
  for (let shard = 0; shard < 8; shard++)
    written.push(...(await into.write(base.filter(({ uuid }) => shardOf(uuid) === shard).map(rowOf), { shard })));
  const deleted = gone.map(({ uuid }) => uuid);
  written.push(...(await into.write(changed.map(rowOf), { shard: null, deleted })));
  written.push(...(await into.write(changedAgain.map(rowOf), { shard: null })));
  return written;
}

export const segments = writeSegments(openFolder(files, workspace, now));
export const tailRows = tail.map(rowOf);

/** Whose rows do not count, since they changed later. */
export const changedSince = [...tail, ...goneNow].map(({ uuid }) => uuid);

/** The segments, with the rows that a later one or the tail replaces. */
export async function layersFor(needs: ReadonlySet<string> | 'all'): Promise<readonly Layer[]> {
  const layers: Layer[] = [];
  for await (const layer of layersOf(files, workspace, { segments: await segments }, { needs, changed: changedSince }))
    layers.push(layer);
  return layers;
}

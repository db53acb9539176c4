/**
 * Searches by a snapshot (ADR 007): files on this machine's disk, 1 % of the contacts changed today and merged into
 * segments of changes, 300 of them since. Tables answer from memory, so the time of DynamoDB and HTTP is not in it.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { shardOf } from '../../shared/data/contacts/index.ts';
import { FEWEST_SHARDS } from '../../shared/data/dynamo/index.ts';
import type { ChangedContacts, Snapshot, SnapshotSegment } from '../../shared/data/snapshots/index.ts';
import { rowOf, type SnapshotRow } from '../../shared/domain/search/columns/row.ts';
import { readSearch } from '../../shared/domain/search/search.ts';
import { parseSort } from '../../shared/domain/search/sort.ts';
import type { Files } from '../../shared/messages/files.ts';
import { type Source, searchSnapshot } from '../../shared/services/snapshots/answer.ts';
import { forget } from '../../shared/services/snapshots/cache.ts';
import { openFolder } from '../../shared/services/snapshots/segment-folder.ts';
import { table, whole } from '../support/table.ts';
import { filesIn } from './files.ts';
import { ASSETS, contactOf, NOW, numberOf, uuidOf, WORKSPACE } from './people.ts';
import { QUERIES } from './queries.ts';

/** Contacts of a page, as the console asks for. */
const PAGE = 50;
const TAIL = 300;
const ROUNDS = 3;
/** A unit of reading, in dollars (us-east-1), and a second of 3 GB on arm64. */
const UNIT = 0.125 / 1_000_000;
const SECOND = 3 * 0.0000133334;

interface Measured {
  readonly contacts: number;
  readonly megabytes: number;
  readonly makes: number;
  /** Milliseconds of each search, the first with an empty memory. */
  readonly cold: readonly number[];
  readonly warm: readonly number[];
  readonly memory: number;
  readonly load: number;
}

export async function measureSearch(sizes: readonly number[]): Promise<string> {
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(await measureSize(size));
  return report(measured);
}

async function measureSize(contacts: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-search-'));
  try {
    const files = filesIn(folder);
    const begun = performance.now();
    const snapshot = await write(files, contacts);
    const makes = performance.now() - begun;
    const bytes = snapshot.segments.reduce((sum, { file }) => sum + sizeOf(folder, file), 0);
    const cold = await timesOf(files, snapshot, true);
    forget();
    const warm: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const times = await timesOf(files, snapshot, false);
      if (round > 0) warm.push(...times);
    }
    const memory = process.memoryUsage().rss / 2 ** 20;
    return { contacts, megabytes: bytes / 1e6, makes, cold, warm, memory, load: loadavg()[0] ?? 0 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const sizeOf = (folder: string, file: string): number => statSync(join(folder, 'snapshots', WORKSPACE, file)).size;

async function timesOf(files: Files, snapshot: Snapshot, isCold: boolean): Promise<number[]> {
  const source = sourceOf(files, snapshot);
  const times: number[] = [];
  for (const [query, by] of QUERIES) {
    if (isCold) forget();
    const begun = performance.now();
    const read = readSearch(query, null, ASSETS, NOW);
    if (!read.ok) throw new Error(`${query}: ${read.error.message}`);
    const sort = by === '' ? null : parseSort(by, ASSETS);
    const part = { from: null, back: false, limit: PAGE };
    const found = await searchSnapshot(source, WORKSPACE, snapshot, { search: read.search, sort }, part);
    times.push(performance.now() - begun);
    if ('problem' in found) throw new Error(`${query}: ${found.problem}`);
  }
  return times;
}

function sourceOf(files: Files, { segments }: Snapshot): Source {
  const size = segments.reduce((sum, { shard, rows }) => sum + (shard === null ? 0 : rows), 0);
  const changed: ChangedContacts = new Map(
    Array.from({ length: Math.min(TAIL, size) }, (_, i) => contactOf(i * 7)).map((one) => [one.uuid, one]),
  );
  return {
    files,
    readChanged: async () => changed,
    readContacts: async (uuids) => new Map(uuids.map((uuid) => [uuid, contactOf(numberOf(uuid))])),
  };
}

/** Each shard in turn, then the changes of a day. */
async function write(files: Files, contacts: number): Promise<Snapshot> {
  const into = openFolder(files, WORKSPACE, NOW);
  const segments: SnapshotSegment[] = [];
  for (let shard = 0; shard < FEWEST_SHARDS; shard++) {
    const rows: SnapshotRow[] = [];
    for (let n = 0; n < contacts; n++) if (shardOf(uuidOf(n)) === shard) rows.push(rowOf(contactOf(n)));
    segments.push(...(await into.write(rows, { shard })));
  }
  const today = Array.from({ length: contacts / 100 }, (_, i) => rowOf(contactOf(i * 100)));
  for (let from = 0; from < today.length; from += today.length / 8)
    segments.push(...(await into.write(today.slice(from, from + today.length / 8), { shard: null })));
  return { at: NOW, builtOn: NOW, writtenOn: NOW, segments };
}

const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

/** Read units of a search: settings, counts, the snapshot's item, the index, the changes and the page. */
const UNITS = 2 + 6 + 1 + 8 + TAIL * 0.525 + PAGE * 0.5;

const dollars = (sum: number): string => `$${sum.toPrecision(2)}`;

function report(measured: readonly Measured[]): string {
  const rows = measured.map(({ contacts, megabytes, makes, cold, warm, memory, load }) => [
    whole(contacts),
    ...[quantile(warm, 0.5), quantile(warm, 0.99), quantile(cold, 0.5), Math.max(...cold)].map(
      (ms) => `${whole(ms)} ms`,
    ),
    dollars(UNITS * UNIT + (quantile(warm, 0.5) / 1_000) * SECOND),
    `${whole(Math.ceil(contacts / 3_800))} requests, ${whole(contacts * 0.525)} units, ${dollars(contacts * 0.525 * UNIT)}`,
    `${whole(megabytes)} MB in ${whole(makes / 1_000)} s`,
    `${whole(memory)} MB`,
    load.toFixed(1),
  ]);
  const head = ['contacts', 'warm, median', 'warm, p99', 'cold, median', 'cold, slowest', 'a search'];
  return [
    '## Search by a snapshot',
    `${QUERIES.length} searches (\`bench/search/queries.ts\`) for the exact total and the first ${PAGE}: 12 fields, 40 groups, 1 % changed today, ${TAIL} of them since. Warm: ${ROUNDS} rounds after a first. Cold: each with nothing in memory. Tables answer from memory. ${whole(UNITS)} read units a search.`,
    table([[...head, 'reading all contacts', 'files', 'memory', 'load'], ...rows]),
  ].join('\n\n');
}

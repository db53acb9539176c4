import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { Checking } from './checking.ts';
import type { Item } from './tables.ts';
import type { JobItems, Workspace } from './workspace.ts';

interface Row {
  readonly contact: string;
  readonly at: number;
  /** All that the entry says of it, as its hash takes it. */
  readonly said: readonly unknown[];
}

type Report = Checking['report'];

/** The erasure ledger has every tombstone, and what is sealed is there. */
export function ledgerProblems(workspace: Workspace, { report }: Checking): void {
  const { uuid, ledger, seals, unsealed, tombstones, jobs } = workspace;
  const known = new Map<string, { readonly at: number; readonly stretch: string }>();
  for (const entry of ledger) {
    const name = `entry ${entry.sk} of the erasure ledger`;
    const stretch = entry.sk.slice(0, 10);
    const rows = rowsOf(expanded(entry), jobs);
    if (entry['count'] !== rows.length) report('ledger', `${name} has ${rows.length} contacts, not ${entry['count']}`);
    if (entry['hash'] !== rootOf(rows.map((row) => leafOf(uuid, row.said)))) report('ledger', `${name} was changed`);
    for (const { contact, at } of rows) {
      if (Math.floor(at / 20_000_000) !== Number(stretch)) report('ledger', `${name} is of another time`);
      // What the stream repeats in other parts is in the same stretch again.
      if ((known.get(contact)?.stretch ?? stretch) !== stretch)
        report('ledger', `${contact} is in the erasure ledger twice`);
      known.set(contact, { at, stretch });
    }
  }
  const sealed = sealProblems(seals, new Map(ledger.map(({ sk, hash }) => [sk, hash])), report);
  for (const { sk, at } of ledger) {
    const hours = [at / 3_600_000_000, Number(sk.slice(0, 10)) / 180].map((hour) => String(Math.floor(hour)));
    if (!sealed.has(sk) && !unsealed.has(hours.map((hour) => hour.padStart(7, '0')).join('#')))
      report('ledger', `entry ${sk} is not sealed, and nobody will know it`);
  }
  for (const [contact, { at }] of known) {
    const tombstone = tombstones.get(contact);
    if (tombstone === undefined) report('ledger', `${contact} is in the erasure ledger, and has no tombstone`);
    else if (tombstone['modified'] !== at)
      report('ledger', `${contact} was deleted at another time than its ledger says`);
  }
  for (const contact of tombstones.keys())
    if (!known.has(contact)) report('ledger', `${contact} is deleted, and the erasure ledger does not say so`);
}

function sealProblems(
  seals: readonly Item[],
  hashes: ReadonlyMap<string, string>,
  report: Report,
): ReadonlySet<string> {
  const sealed = new Set<string>();
  const numbers = (prefix: string) => seals.filter(({ sk }) => sk.startsWith(prefix)).map(({ sk }) => sk.split('#')[1]);
  const [heads, lists] = [numbers('SEAL#'), numbers('LEAVES#')];
  if (heads.join() !== lists.join() || heads.some((number, index) => Number(number) !== index + 1))
    report('ledger', `there are seals ${heads.join()} with entries of ${lists.join()}`);
  for (const { sk, keys = '', hashes: packed } of seals.filter((item) => item.sk.startsWith('LEAVES#')))
    for (const [index, key] of keys.split('\n').entries()) {
      const hash = Buffer.from(packed)
        .subarray(index * 32, index * 32 + 32)
        .toString('base64url');
      if (hashes.get(key) !== hash) report('ledger', `${sk} has another entry ${key} than there is`);
      if (sealed.has(key)) report('ledger', `${key} is sealed twice`);
      sealed.add(key);
    }
  return sealed;
}

interface Packed {
  readonly deleters: string;
  readonly ways: string;
  readonly rows: Uint8Array;
}

/** Two lines of JSON, and bytes. */
function expanded(entry: Item): Packed {
  const bytes = inflateRawSync(entry['packed']);
  const first = bytes.indexOf('\n');
  const second = bytes.indexOf('\n', first + 1);
  const [deleters, ways] = bytes.subarray(0, second).toString().split('\n') as [string, string];
  return { deleters, ways, rows: bytes.subarray(second + 1) };
}

/** The leaf of a contact: JSON with its keys in order. */
function leafOf(workspace: string, said: readonly unknown[]): Buffer {
  const [contact, on, via, token, name, job, , urns, history, messages, groups] = said;
  const [micros, addresses] = [Number(on), urns as string[]];
  const fraction = micros % 1_000_000 === 0 ? '' : `.${String(micros % 1_000_000).padStart(6, '0')}`;
  const deleted_on = `${new Date(Math.floor(micros / 1_000_000) * 1000).toISOString().slice(0, 19)}${fraction}Z`;
  const removed = { groups, history, messages, urns: addresses.length };
  const leaf = { contact, deleted_by: { name, token }, deleted_on, job, removed, urns, via, workspace };
  return Buffer.from(JSON.stringify(leaf));
}

const sha256 = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The root of a Merkle tree by RFC 6962: levels are paired from the left, and the last odd node is lifted. */
function rootOf(leaves: readonly Buffer[]): string {
  let level: Buffer[] = leaves.map((leaf) => sha256(Uint8Array.of(0), leaf));
  while (level.length > 1)
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, n) => {
      const [left, right] = level.slice(2 * n, 2 * n + 2) as [Buffer, Buffer | undefined];
      return right === undefined ? left : sha256(Uint8Array.of(1), left, right);
    });
  return (level[0] ?? sha256()).toString('base64url');
}

/** Two bytes of a contact's place in a manifest or sixteen of its uuid, two of its numbers, eight of each address. */
function rowsOf(entry: Packed, jobs: ReadonlyMap<string, JobItems>): Row[] {
  const ways = JSON.parse(entry.ways) as [number, Record<'history' | 'messages' | 'groups', number>][];
  const bytes = Buffer.from(entry.rows);
  let at = 0;
  const take = (count: number) => {
    at += count;
    return bytes.subarray(at - count, at);
  };
  const rows: Row[] = [];
  for (const [deleter, count, placed] of JSON.parse(entry.deleters)) {
    const { deletedOn, via, by, name, job, slice } = deleter;
    for (let n = 0; n < count; n++) {
      const manifest = placed ? manifestOf(jobs.get(job), slice) : bytes;
      const place = placed ? take(2).readUInt16BE() * 16 : at;
      if (!placed) take(16);
      const contact = uuidAt(manifest, place);
      const [addresses, { history, messages, groups }] = ways[take(2).readUInt16BE()] ?? [0, {} as never];
      const urns = Array.from({ length: addresses }, () => take(8).toString('hex'));
      const said = [contact, deletedOn, via, by, name, job, slice, urns, history, messages, groups];
      rows.push({ contact, at: deletedOn, said });
    }
  }
  return rows;
}

const manifestOf = (job: JobItems | undefined, slice: number): Buffer =>
  Buffer.from(job?.manifests.find(({ sk }) => Number(sk.split('#')[1]) === slice)?.['uuids'] ?? []);

const uuidAt = (bytes: Buffer, at: number): string =>
  bytes
    .subarray(at, at + 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

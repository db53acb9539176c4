import { createHash } from 'node:crypto';
import type { Checking } from './checking.ts';
import type { Item } from './tables.ts';
import type { JobItems, Workspace } from './workspace.ts';

interface Row {
  readonly contact: string;
  readonly at: number;
  /** All that the entry says of it, as its hash takes it. */
  readonly said: readonly unknown[];
}

/** The erasure ledger is one chain, and has every tombstone once. */
export function ledgerProblems({ uuid, ledger, tombstones, jobs }: Workspace, { report }: Checking): void {
  const known = new Map<string, number>();
  let [previous, number] = ['', 0];
  for (const entry of ledger) {
    const name = `entry ${entry.sk} of the erasure ledger`;
    number += 1;
    const rows = rowsOf(entry, jobs);
    if (Number(entry.sk) !== number) report('ledger', `${name} should be number ${number}`);
    if (entry['previous'] !== previous) report('ledger', `${name} does not follow the one before it`);
    if (entry['count'] !== rows.length) report('ledger', `${name} has ${rows.length} contacts, not ${entry['count']}`);
    const said = JSON.stringify([uuid, Number(entry.sk), entry['at'], entry['previous'], rows.map((row) => row.said)]);
    if (entry['hash'] !== createHash('sha256').update(said).digest('base64url'))
      report('ledger', `${name} was changed`);
    for (const { contact, at } of rows) {
      if (known.has(contact)) report('ledger', `${contact} is in the erasure ledger twice`);
      known.set(contact, at);
    }
    previous = entry['hash'];
  }
  for (const [contact, at] of known) {
    const tombstone = tombstones.get(contact);
    if (tombstone === undefined) report('ledger', `${contact} is in the erasure ledger, and has no tombstone`);
    else if (tombstone['modified'] !== at)
      report('ledger', `${contact} was deleted at another time than its ledger says`);
  }
  for (const contact of tombstones.keys())
    if (!known.has(contact)) report('ledger', `${contact} is deleted, and the erasure ledger does not say so`);
}

/** Two bytes of a contact's place in a manifest or sixteen of its uuid, two of its numbers, eight of each address. */
function rowsOf(entry: Item, jobs: ReadonlyMap<string, JobItems>): Row[] {
  const ways = JSON.parse(entry['ways']) as [number, Record<'history' | 'messages' | 'groups', number>][];
  const bytes = Buffer.from(entry['rows']);
  let at = 0;
  const take = (count: number) => {
    at += count;
    return bytes.subarray(at - count, at);
  };
  const rows: Row[] = [];
  for (const [deleter, count, placed] of JSON.parse(entry['deleters'])) {
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

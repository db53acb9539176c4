import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { deleteAll, put, queryPage, write } from '../../../../shared/data/dynamo/index.ts';
import {
  appendErasures,
  findErasure,
  listErasures,
  type Recorded,
  spanOf,
  verifyLedger,
} from '../../../../shared/data/erasures/index.ts';
import { type EntryItem, ledgerPk } from '../../../../shared/data/erasures/items.ts';
import { freezePage } from '../../../../shared/data/jobs/freeze.ts';
import { createJob, type JobRecord, readJob } from '../../../../shared/data/jobs/index.ts';
import type { Erasure } from '../../../../shared/domain/erasures/erasure.ts';
import type { ContactId, JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';

const NOW = instant(Date.parse('2026-11-26T10:00:00Z') * 1000);
const seconds = (n: number): Instant => instant(NOW + n * 1_000_000);
const newWorkspace = () => randomUUID() as string as WorkspaceId;

const erasure = (given: Partial<Erasure> = {}): Erasure => ({
  contact: randomUUID() as string as ContactId,
  deletedOn: NOW,
  via: 'api',
  by: 'token-1',
  name: 'Ann',
  job: null,
  slice: null,
  urns: ['0123456789abcdef'],
  removed: { history: 3, messages: 0, groups: 0 },
  ...given,
});

describeOnEngines('the erasure ledger', (data) => {
  async function all(workspace: WorkspaceId, limit = 100): Promise<Recorded[]> {
    const span = await spanOf(data(), workspace, {});
    const found: Recorded[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listErasures(data(), workspace, span, { limit, cursor, keep: () => true });
      found.push(...page.erasures);
      cursor = page.cursor;
    } while (cursor !== null);
    return found;
  }

  const under = async <Item>(partition: string): Promise<Item[]> =>
    (await queryPage<Item>(data(), { table: 'workspace', partition, consistent: true })).items;
  const items = (workspace: WorkspaceId) => under<EntryItem>(ledgerPk(workspace));

  /** A frozen slice of a deletion with these contacts. */
  async function frozenJob(workspace: WorkspaceId, uuids: readonly ContactId[]): Promise<JobRecord> {
    const uuid = randomUUID() as string as JobId;
    const work = { type: 'delete' } as const;
    const selection = { folder: 'archived' } as const;
    await createJob(data(), workspace, { uuid, work, selection, preview: false, createdBy: 'token-1', now: NOW });
    const job = await readJob(data(), workspace, uuid);
    if (job === null) throw new Error('no job');
    const capacity = { readUnits: 0, writeUnits: 0 };
    await freezePage(data(), job, { uuids, cursor: null, capacity, now: NOW });
    return job;
  }

  it('says of each contact when, by whom and by which job it was deleted, and what was removed, the last first', async () => {
    const workspace = newWorkspace();
    const urns = ['0011223344556677', '8899aabbccddeeff'];
    const first = erasure({ urns, removed: { history: 300, messages: 2, groups: 1 } });
    const second = erasure({ by: 'system', name: null, via: 'sweep', urns: [], deletedOn: seconds(1) });
    await appendErasures(data(), workspace, [first], seconds(1));
    await appendErasures(data(), workspace, [second], seconds(2));
    const found = await all(workspace);
    expect(found.map((one) => one.erasure)).toEqual([second, first]);
    expect(found.map((one) => one.entry.number)).toEqual([2, 1]);
  });

  it('has a contact once, however often and in whatever parts the stream says it', async () => {
    const workspace = newWorkspace();
    const gone = Array.from({ length: 30 }, (_, n) => erasure({ deletedOn: seconds(n) }));
    for (const part of [gone.slice(0, 10), gone.slice(5, 20), gone, gone.slice(25)])
      await appendErasures(data(), workspace, part, seconds(40));
    expect((await all(workspace)).map(({ erasure: { contact } }) => contact).sort()).toEqual(
      gone.map(({ contact }) => contact).sort(),
    );
    expect(await verifyLedger(data(), workspace)).toMatchObject({ erasures: 30, problems: [] });
  });

  it('stays one chain when many write to it at once', async () => {
    const workspace = newWorkspace();
    const gone = Array.from({ length: 12 }, () => erasure());
    await Promise.all(gone.map((one) => appendErasures(data(), workspace, [one], seconds(1))));
    expect(await verifyLedger(data(), workspace)).toMatchObject({ entries: 12, erasures: 12, problems: [] });
  });

  it('takes a write unit for some sixty contacts of a job, and refers to the manifest, which stays', async () => {
    const workspace = newWorkspace();
    const uuids = Array.from({ length: 200 }, () => randomUUID() as string as ContactId);
    const { uuid: job } = await frozenJob(workspace, uuids);
    const gone = uuids.map((contact) => erasure({ contact, job, slice: 0, via: 'job' }));
    await appendErasures(data(), workspace, gone, seconds(1));
    const [item] = (await items(workspace)) as [EntryItem];
    expect(item.rows.length).toBe(200 * (2 + 2 + 8));
    expect(new Set((await all(workspace)).map(({ erasure: { contact } }) => contact))).toEqual(new Set(uuids));
    const frozen = await under<{ sk: string; ttl?: number }>(`J#${workspace}#${job}`);
    expect(frozen.map(({ sk, ttl }) => [sk.split('#')[0], ttl === undefined])).toEqual([
      ['MANIFEST', true],
      ['SLICE', false],
    ]);
  });

  it('is read in pages both ways, across entries', async () => {
    const workspace = newWorkspace();
    for (let n = 0; n < 4; n++) {
      const some = Array.from({ length: 3 }, () => erasure({ deletedOn: seconds(n) }));
      await appendErasures(data(), workspace, some, seconds(n));
    }
    const listed = (await all(workspace)).map(({ erasure: { contact } }) => contact);
    expect((await all(workspace, 2)).map(({ erasure: { contact } }) => contact)).toEqual(listed);
    const span = await spanOf(data(), workspace, {});
    const page = (cursor: string | null) =>
      listErasures(data(), workspace, span, { limit: 5, cursor, keep: () => true });
    const first = await page(null);
    const second = await page(first.cursor);
    expect(await page(second.previous)).toEqual({ ...first, previous: null });
  });

  it('finds a contact by the time of its deletion, and the deletions of a time', async () => {
    const workspace = newWorkspace();
    const gone = Array.from({ length: 20 }, (_, n) => erasure({ deletedOn: addDays(NOW, n * 10) }));
    for (const one of gone) await appendErasures(data(), workspace, [one], one.deletedOn);
    for (const one of gone) {
      const { contact: uuid, deletedOn } = one;
      expect((await findErasure(data(), workspace, { uuid, deletedOn }))?.erasure).toEqual(one);
    }
    const { from, to } = await spanOf(data(), workspace, { after: addDays(NOW, 90), before: addDays(NOW, 100) });
    // A repair may have written one weeks later.
    expect([from, to]).toEqual([10, 14]);
    expect(
      await findErasure(data(), workspace, { uuid: gone[0]?.contact as ContactId, deletedOn: NOW }),
    ).not.toBeNull();
    const unknown = { uuid: randomUUID() as string as ContactId, deletedOn: seconds(5) };
    expect(await findErasure(data(), workspace, unknown)).toBeNull();
  });

  it('is empty for a workspace that has deleted nobody', async () => {
    const workspace = newWorkspace();
    expect(await all(workspace)).toEqual([]);
    expect(await verifyLedger(data(), workspace)).toEqual({ entries: 0, erasures: 0, last: null, problems: [] });
  });

  const TAMPERED: Readonly<
    Record<string, readonly [(data: Data, entries: readonly EntryItem[]) => Promise<unknown>, string]>
  > = {
    'an entry that was taken away': [
      (tables, [, second]) => deleteAll(tables, 'workspace', [second as EntryItem]),
      'entry 2 is missing',
    ],
    'an entry with another time': [
      (tables, [first]) => write(tables, put('workspace', { ...(first as EntryItem), at: instant(NOW - 1) })),
      'entry 1 is not what was written',
    ],
    'another contact': [
      (tables, [, second]) => {
        const rows = Uint8Array.from(second?.rows ?? [], (byte, n) => (n === 3 ? byte ^ 1 : byte));
        return write(tables, put('workspace', { ...(second as EntryItem), rows }));
      },
      'entry 2 is not what was written',
    ],
    'an entry of another chain': [
      (tables, [, second]) => write(tables, put('workspace', { ...(second as EntryItem), previous: 'x' })),
      'entry 2 does not follow the one before it',
    ],
    'the last entry taken away, when it is known from elsewhere': [
      (tables, entries) => deleteAll(tables, 'workspace', entries.slice(2)),
      'entry 3 is known and is not there',
    ],
  };

  it.each(Object.entries(TAMPERED))('shows %s', async (_, [tamper, problem]) => {
    const workspace = newWorkspace();
    for (let n = 0; n < 3; n++) await appendErasures(data(), workspace, [erasure()], seconds(n));
    const entries = await items(workspace);
    const known = entries.map(({ sk, hash }) => ({ number: Number(sk), hash }));
    expect((await verifyLedger(data(), workspace, known)).problems).toEqual([]);
    await tamper(data(), entries);
    expect((await verifyLedger(data(), workspace, known)).problems).toContain(problem);
  });

  it('shows a manifest that was taken away', async () => {
    const workspace = newWorkspace();
    const uuids = [randomUUID() as string as ContactId];
    const { uuid: job } = await frozenJob(workspace, uuids);
    await appendErasures(data(), workspace, [erasure({ contact: uuids[0] as ContactId, job, slice: 0 })], NOW);
    await deleteAll(data(), 'workspace', [{ pk: `J#${workspace}#${job}`, sk: 'MANIFEST#00000000' }]);
    expect((await verifyLedger(data(), workspace)).problems).toEqual(['entry 1 is not what was written']);
  });
});

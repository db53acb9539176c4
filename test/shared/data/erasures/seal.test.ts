import { expect, it } from 'vitest';
import { sealAll } from '../../../../functions/privacy/ledger-seal.ts';
import { consumedSince, type Data, deleteAll, type Key, put, write } from '../../../../shared/data/dynamo/index.ts';
import { type EntryItem, entriesPk } from '../../../../shared/data/erasures/entries.ts';
import {
  appendErasures,
  sealedPlaces,
  sealLedger,
  unsealedWorkspaces,
  verifyLedger,
} from '../../../../shared/data/erasures/index.ts';
import { rootByPath } from '../../../../shared/data/erasures/merkle.ts';
import { sealsPk } from '../../../../shared/data/erasures/seals.ts';
import type { JobId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import {
  all,
  erasure,
  erasures,
  frozenJob,
  hours,
  itemsUnder,
  NOW,
  newContact,
  newWorkspace,
  seconds,
} from './support.ts';

describeOnEngines('seals of the erasure ledger', (data) => {
  /** One deletion an entry, half a minute apart. */
  async function filled(count: number, workspace = newWorkspace(), from = 0): Promise<WorkspaceId> {
    for (let n = from; n < from + count; n++)
      await appendErasures(data(), workspace, [erasure({ deletedOn: seconds(30 * n) })], seconds(30 * n));
    return workspace;
  }
  const entries = (workspace: WorkspaceId) => itemsUnder<EntryItem>(data(), entriesPk(workspace));
  const seals = (workspace: WorkspaceId) => itemsUnder<Key>(data(), sealsPk(workspace));

  it('number what was written since the one before, and prove each entry by its path', async () => {
    const workspace = await filled(5);
    expect(await verifyLedger(data(), workspace)).toMatchObject({ seals: 0, unsealed: 5, problems: [] });
    expect(await sealLedger(data(), workspace, hours(1))).toBe(5);
    await filled(3, workspace, 5);
    expect(await verifyLedger(data(), workspace)).toMatchObject({ seals: 1, unsealed: 3, problems: [] });
    const written = await all(data(), workspace);
    const named = written.map(({ entry }) => entry);
    expect((await sealedPlaces(data(), workspace, named)).size).toBe(5);
    expect(await sealLedger(data(), workspace, hours(2))).toBe(3);
    expect(await sealLedger(data(), workspace, hours(2))).toBe(0);
    const places = await sealedPlaces(data(), workspace, named);
    for (const [index, { key, hash }] of named.toReversed().entries()) {
      const place = places.get(key);
      expect(place).toMatchObject({ number: index + 1, seal: { number: index < 5 ? 1 : 2 } });
      const at = { index: place?.index ?? 0, size: place?.seal.count ?? 0, path: place?.path() ?? [] };
      expect(rootByPath(Buffer.from(hash, 'base64url'), at)?.toString('base64url')).toBe(place?.seal.root);
    }
    expect(await verifyLedger(data(), workspace)).toMatchObject({ seals: 2, unsealed: 0, last: { number: 2 } });
  });

  it('have what was written late, and what was told again in other parts', async () => {
    const workspace = newWorkspace();
    const late = erasures(4, (n) => ({ deletedOn: hours(-n * 400) }));
    await appendErasures(data(), workspace, late, NOW);
    await sealLedger(data(), workspace, hours(1));
    await appendErasures(data(), workspace, late.slice(1, 2), hours(2));
    await appendErasures(
      data(),
      workspace,
      erasures(1, () => ({ deletedOn: hours(-401) })),
      hours(2),
    );
    await sealLedger(data(), workspace, hours(3));
    expect(await verifyLedger(data(), workspace)).toMatchObject({ entries: 5, erasures: 5, unsealed: 0, problems: [] });
  });

  it('are one chain when two seal at once', async () => {
    const workspace = await filled(6);
    await Promise.all([1, 2, 3].map(() => sealLedger(data(), workspace, hours(1))));
    expect(await verifyLedger(data(), workspace)).toMatchObject({ unsealed: 0, problems: [] });
  });

  it('take up an entry whose write was under way when its neighbours were sealed', async () => {
    const workspace = newWorkspace();
    await appendErasures(data(), workspace, [erasure()], seconds(60));
    await sealLedger(data(), workspace, seconds(70));
    await appendErasures(data(), workspace, [erasure()], seconds(50));
    expect(await sealLedger(data(), workspace, seconds(80))).toBe(1);
    const named = (await all(data(), workspace)).map(({ entry }) => entry);
    expect((await sealedPlaces(data(), workspace, named)).size).toBe(2);
    expect(await verifyLedger(data(), workspace)).toMatchObject({ seals: 2, unsealed: 0, problems: [] });
  });

  it('take up what is written after a clock that was ahead was set back, before its note goes', async () => {
    const workspace = newWorkspace();
    await appendErasures(data(), workspace, [erasure({ deletedOn: hours(24) })], hours(24));
    await sealLedger(data(), workspace, hours(24));
    await appendErasures(data(), workspace, [erasure()], seconds(60));
    await sealLedger(data(), workspace, hours(2));
    await appendErasures(data(), workspace, [erasure({ deletedOn: hours(23.5) })], hours(23.5));
    await sealLedger(data(), workspace, hours(25));
    expect(await verifyLedger(data(), workspace)).toMatchObject({ entries: 3, unsealed: 0, problems: [] });
    expect((await unsealedWorkspaces(data())).has(workspace)).toBe(true);
    await sealLedger(data(), workspace, hours(26));
    const named = (await all(data(), workspace)).map(({ entry }) => entry);
    expect((await sealedPlaces(data(), workspace, named)).size).toBe(3);
    expect((await unsealedWorkspaces(data())).has(workspace)).toBe(false);
  });

  it('are made every hour, for the workspaces that wrote, and the notes of past hours go', async () => {
    const [one, other] = [await filled(2), await filled(2)];
    expect([...(await unsealedWorkspaces(data()))]).toEqual(expect.arrayContaining([one, other]));
    await sealAll({ data: data(), now: () => seconds(600) });
    for (const workspace of [one, other])
      expect(await verifyLedger(data(), workspace)).toMatchObject({ seals: 1, unsealed: 0 });
    expect((await unsealedWorkspaces(data())).has(one)).toBe(true);
    await sealAll({ data: data(), now: () => hours(2) });
    const waiting = await unsealedWorkspaces(data());
    expect([waiting.has(one), waiting.has(other)]).toEqual([false, false]);
  });

  it('cost a job next to nothing', async () => {
    const workspace = newWorkspace();
    const job = newContact() as string as JobId;
    for (let n = 0; n < 20; n++) {
      const some = erasures(200, () => ({ job, slice: n, via: 'job', deletedOn: seconds(n) }));
      await appendErasures(
        data(),
        workspace,
        some.map((told, place) => ({ ...told, place })),
        seconds(n),
      );
    }
    const start = data().meter.read();
    await sealLedger(data(), workspace, hours(1));
    const { readUnits, writeUnits } = consumedSince(data().meter, start);
    expect(writeUnits / 4_000).toBeLessThanOrEqual(0.003);
    expect(readUnits / 4_000).toBeLessThanOrEqual(0.005);
  });

  const TAMPERED: Readonly<
    Record<string, readonly [(tables: Data, written: readonly EntryItem[], workspace: WorkspaceId) => unknown, string]>
  > = {
    'an entry that was taken away': [
      (tables, [, second]) => deleteAll(tables, 'workspace', [second as EntryItem]),
      'entry 2 is missing',
    ],
    'another contact': [
      (tables, [first, second]) =>
        write(tables, put('workspace', { ...(second as EntryItem), packed: first?.packed as Uint8Array })),
      'entry 2 is not what was written',
    ],
    'another contact, with the hash that it has': [
      (tables, [first, second]) => {
        const { packed, hash } = first as EntryItem;
        return write(tables, put('workspace', { ...(second as EntryItem), packed, hash }));
      },
      'entry 2 is not what was written',
    ],
    'a seal that was taken away': [
      async (tables, _, workspace) => deleteAll(tables, 'workspace', (await seals(workspace)).filter(isNumber(1))),
      'seal 1 is missing',
    ],
    'a seal without one of its entries': [
      async (tables, _, workspace) => {
        const [, leaves] = (await seals(workspace)).filter(isNumber(2)).toReversed() as [Key, Key & { keys: string }];
        return write(tables, put('workspace', { ...leaves, keys: '' } as never));
      },
      'seal 2 is not what was written',
    ],
    'a seal of another time': [
      async (tables, _, workspace) => {
        const [seal] = (await seals(workspace)).filter(isNumber(2)).toReversed() as [Key];
        return write(tables, put('workspace', { ...seal, at: instant(NOW - 1) } as never));
      },
      'seal 2 is not what was written',
    ],
    'the last seal and its entries taken away, when they are known from elsewhere': [
      async (tables, written, workspace) => {
        await deleteAll(tables, 'workspace', (await seals(workspace)).filter(isNumber(2)));
        await deleteAll(tables, 'workspace', written.slice(2));
      },
      'entry 3 is known and is not there',
    ],
  };
  const isNumber =
    (number: number) =>
    ({ sk }: Key) =>
      Number(sk.split('#')[1]) === number;

  it.each(Object.entries(TAMPERED))('show %s', async (_, [tamper, problem]) => {
    const workspace = await filled(2);
    await sealLedger(data(), workspace, hours(1));
    await filled(2, workspace, 2);
    await sealLedger(data(), workspace, hours(2));
    const written = await entries(workspace);
    const known = { entries: written.map(({ hash }, index) => ({ number: index + 1, hash })), seals: [] };
    expect((await verifyLedger(data(), workspace, known)).problems).toEqual([]);
    await tamper(data(), written, workspace);
    expect((await verifyLedger(data(), workspace, known)).problems).toContain(problem);
  });

  it('show a manifest that was taken away', async () => {
    const workspace = newWorkspace();
    const contact = newContact();
    const { uuid: job } = await frozenJob(data(), workspace, [contact]);
    await appendErasures(data(), workspace, [{ ...erasure({ contact, job, slice: 0 }), place: 0 }], NOW);
    await sealLedger(data(), workspace, hours(1));
    await deleteAll(data(), 'workspace', [{ pk: `J#${workspace}#${job}`, sk: 'MANIFEST#00000000' }]);
    expect((await verifyLedger(data(), workspace)).problems).toEqual(['entry 1 is not what was written']);
  });
});

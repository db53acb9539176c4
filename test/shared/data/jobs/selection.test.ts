import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Data } from '../../../../shared/data/client.ts';
import { toItem } from '../../../../shared/data/item.ts';
import { consumedSince } from '../../../../shared/data/meter.ts';
import { putAll } from '../../../../shared/data/retry.ts';
import { type FolderShard, pageFolderShard, pageSelection } from '../../../../shared/data/selection.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import { type ContactId, SHARDS, shardOf, type WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays } from '../../../../shared/domain/instant.ts';
import type { Cursor } from '../../../../shared/domain/jobs/cursor.ts';
import { openTestData } from '../../../support/engines/data.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';
import { job } from '../../domain/jobs/samples.ts';
import { NOW, newContacts, newWorkspace } from './samples.ts';

const inShard = (shard: number, count: number): ContactId[] =>
  newContacts(count * 40)
    .filter((uuid) => shardOf(uuid) === shard)
    .slice(0, count);

describe.each(engines)('selections on $name', (engine) => {
  let running: RunningEngine;
  let data: Data;
  beforeAll(async () => {
    running = await startEngine(engine);
    data = await openTestData(running);
  });
  afterAll(() => running.stop());

  /** Active contacts, each last seen so many days ago. */
  async function put(workspace: WorkspaceId, uuids: readonly ContactId[], daysAgo: (index: number) => number) {
    const change = { by: 'token-1', via: 'api' } as const;
    const contacts = uuids.map((uuid, i) => ({
      ...newContact({ uuid, now: NOW, change }),
      lastSeenOn: addDays(NOW, -daysAgo(i)),
    }));
    await putAll(
      data,
      contacts.map((one) => toItem(workspace, one)),
    );
  }

  const shard: FolderShard = { folder: 'active', shard: 3 };

  test('a shard of a folder goes by from its oldest day, page by page', async () => {
    const workspace = newWorkspace();
    const uuids = inShard(3, 5);
    await put(workspace, [...uuids, ...inShard(4, 2)], (i) => i + 1);
    const first = await pageFolderShard(data, workspace, shard, 3);
    expect(first.done).toBe(false);
    const rest = await pageFolderShard(data, workspace, { ...shard, after: first.keys.at(-1) ?? null }, 3);
    expect(rest.done).toBe(true);
    expect([...first.keys, ...rest.keys]).toEqual(
      uuids.map((uuid, i) => `2026-11-${String(23 - i).padStart(2, '0')}#${uuid}`).reverse(),
    );
  });

  test('only those not seen since a day, that day itself not', async () => {
    const workspace = newWorkspace();
    const uuids = inShard(3, 4);
    await put(workspace, uuids, (i) => 88 + i);
    const found = await pageFolderShard(data, workspace, { ...shard, notSeenSince: addDays(NOW, -90) }, 10);
    expect(found).toEqual({ keys: [`2026-08-25#${uuids[3]}`], done: true });
  });

  test('finding nobody costs half a read unit at most', async () => {
    const workspace = newWorkspace();
    await put(workspace, inShard(3, 20), () => 1);
    const start = data.meter.read();
    const found = await pageFolderShard(data, workspace, { ...shard, notSeenSince: addDays(NOW, -90) }, 1);
    expect(found).toEqual({ keys: [], done: true });
    expect(consumedSince(data.meter, start).readUnits).toBeLessThanOrEqual(0.5);
  });

  test('a list of contacts is found in its shards, once, and goes on behind a position', async () => {
    const workspace = newWorkspace();
    const contacts = newContacts(30);
    await put(workspace, contacts, () => 1);
    const listed = job({
      workspace,
      selection: { groups: [], contacts: [...contacts, ...contacts], activeOnly: true },
    });
    const found: ContactId[] = [];
    for (let number = 0; number < SHARDS; number++) {
      const start: Cursor = { part: 0, shard: number, after: null };
      const page = await pageSelection(data, listed, start, 500);
      expect(page.after).toBeNull();
      const [first] = page.found;
      const behind = await pageSelection(data, listed, { ...start, after: first?.at ?? null }, 500);
      if (first !== undefined) expect(behind.found).toEqual(page.found.slice(1));
      found.push(...page.found.map(({ uuid }) => uuid));
    }
    expect(found.sort()).toEqual([...contacts].sort());
  });
});

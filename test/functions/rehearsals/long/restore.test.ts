/** Tables are restored to a point in time, as docs/runbook.md says in "Tables are restored". */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactKey } from '../../../../shared/data/contacts/index.ts';
import { auditCounts } from '../../../../shared/data/counts/index.ts';
import { type Data, deleteAll, put, write } from '../../../../shared/data/dynamo/index.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { replayErasures } from '../../../../shared/services/contacts/replay-erasures.ts';
import { fullWorkspace } from '../../../long/checker/workspace.ts';
import { type Client, setStatus } from '../../../support/api/client.ts';
import { readTables, type Tables } from '../../../support/checker/tables.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';
import { type InProcessStage, stageOf } from '../../../support/in-process/clients.ts';
import { openInProcess, openOnTables } from '../../../support/in-process/service.ts';
import { problemsOf, repair, restore, tokenOf, use } from '../restored-service.ts';

let engine: RunningEngine;
beforeAll(async () => {
  engine = await startEngine(engines[0] as (typeof engines)[number]);
});
afterAll(() => engine?.stop());

test('tables are restored, who was deleted since is deleted again, and everything agrees and works', async () => {
  const before = stageOf(await openInProcess(engine));
  const client = await fullWorkspace(before);
  const { uuid: workspace, token } = await tokenOf(before, client);
  const broken = before.service.runtime.data;
  const copy = await readTables(broken);
  const since = instant(Date.now() * 1000);
  const forgotten = [await forget(before, client), await forget(before, client)] as const;
  await destroy(broken, copy);
  // Only the ledger knows one of them.
  await deleteAll(broken, 'contacts', [contactKey(workspace, forgotten[1] as ContactId)]);

  const restored = await restore(engine, copy);
  const stage = stageOf(await openOnTables(engine, restored));
  const now = instant(Date.now() * 1000);
  const replay = await replayErasures(restored, { tables: broken, log: [] }, { since, now });
  await stage.settle();
  expect(replay.again).toBe(2);
  await use(stage, stage.as(token));
  await repair(stage, workspace);

  expect(await problemsOf(restored)).toEqual([]);
  for (const uuid of forgotten)
    expect((await stage.as(token).get(`contacts.json?uuid=${uuid}`)).results, uuid).toEqual([]);
  expect(await auditCounts(restored, workspace)).toEqual({ folders: {}, groups: {} });
});

/** Deletes an archived person for good. */
async function forget(stage: InProcessStage, client: Client): Promise<string> {
  const [known] = await client.all('contacts.json?folder=active');
  await setStatus(client, 'archived', known.uuid);
  await client.ask('DELETE', `contacts.json?uuid=${known.uuid}`);
  await stage.settle();
  return known.uuid;
}

/** The effect of an operator's mistake or a bad release; tombstones remain, as in a table that can still be read. */
async function destroy(data: Data, { contacts, workspace }: Tables): Promise<void> {
  const lost = contacts.filter(
    ({ pk, sk }, index) => (pk.startsWith('I#') && pk !== 'I#keys') || (sk === 'CONTACT' && index % 3 > 0),
  );
  const tombstones = new Set((await readTables(data)).contacts.filter(({ deleted }) => deleted).map(({ pk }) => pk));
  await deleteAll(
    data,
    'contacts',
    lost.filter(({ pk }) => !tombstones.has(pk)),
  );
  for (const { pk, sk } of workspace.filter((item) => item.sk === 'SETTINGS'))
    await write(data, put('workspace', { pk, sk, name: '?' } as never));
}

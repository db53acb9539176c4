/** A region is lost, with two engines in place of two regions: docs/runbook.md, "The region is lost". */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fullWorkspace } from '../../../long/checker/workspace.ts';
import { type Client, setStatus } from '../../../support/api/client.ts';
import { readTables } from '../../../support/checker/tables.ts';
import { engines, type RunningEngine, startEngine } from '../../../support/engines/engines.ts';
import { stageOf } from '../../../support/in-process/clients.ts';
import { openInProcess, openOnTables } from '../../../support/in-process/service.ts';
import { problemsOf, repair, restore, tokenOf, use } from '../restored-service.ts';

const LATE_STOP = 'tel:+250788999004';

let here: RunningEngine;
let there: RunningEngine;
beforeAll(async () => {
  here = await startEngine(engines[0] as (typeof engines)[number]);
  there = await startEngine(here);
});
afterAll(() => Promise.all([here?.stop(), there?.stop()]));

test("the night's backup serves elsewhere, and the provider's opt-outs and deletions since are brought there", async () => {
  const stage = stageOf(await openInProcess(here));
  const client = await fullWorkspace(stage);
  const { uuid: workspace, token } = await tokenOf(stage, client);
  // Before the other one is made, who would be the first of the list once its index has followed.
  const [forgotten] = await client.all('contacts.json?folder=active');
  await client.post('contacts.json', { name: 'Stops later', urns: [LATE_STOP] });
  await setStatus(client, 'archived', forgotten.uuid);
  await stage.settle();
  const backup = await readTables(stage.service.runtime.data);

  await client.post('events.json', { type: 'stop_contact', urn: LATE_STOP });
  await client.ask('DELETE', `contacts.json?uuid=${forgotten.uuid}`);
  await stage.settle();

  const data = await restore(there, backup);
  const elsewhere = stageOf(await openOnTables(there, data));
  const operator = elsewhere.as(token);
  expect(await sendable(operator)).toBe('sendable');
  await operator.post('suppressions.json', { urns: [LATE_STOP], reason: 'list of the provider' });
  await operator.ask('DELETE', `contacts.json?uuid=${forgotten.uuid}`);
  await elsewhere.settle();
  await use(elsewhere, operator);
  await repair(elsewhere, workspace);
  expect(await sendable(operator)).not.toBe('sendable');
  expect((await operator.get(`contacts.json?uuid=${forgotten.uuid}`)).results).toEqual([]);
  expect(await problemsOf(data)).toEqual([]);
});

async function sendable(client: Client): Promise<string> {
  return (await client.post('sendable.json', { urns: [LATE_STOP] })).results[0].outcome;
}

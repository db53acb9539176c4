import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCIDENTS } from '../../scripts/rehearse/accidents.ts';
import { rehearse } from '../../scripts/rehearse/rehearsal.ts';
import { fullWorkspace } from '../long/checker/workspace.ts';
import { engines, type RunningEngine, startEngine } from '../support/engines/engines.ts';
import { stageOf } from '../support/in-process/clients.ts';
import { openInProcess } from '../support/in-process/service.ts';

let engine: RunningEngine;
beforeAll(async () => {
  engine = await startEngine(engines[0] as (typeof engines)[number]);
});
afterAll(() => engine?.stop());

test('tables are restored, who was deleted since is deleted again, and everything agrees and works', async () => {
  expect((await rehearse(engine, fullWorkspace)).problems).toEqual([]);
});

test.each(Object.entries(ACCIDENTS))('after %s, the runbook leaves nothing wrong', async (_, play) => {
  const stage = stageOf(await openInProcess(engine));
  const client = await fullWorkspace(stage);
  expect(await play({ engine, stage, client, say: () => undefined })).toEqual([]);
});

/** What monitors of operators, and the probe, are told of the service, by anybody's request. */
import { expect, it } from 'vitest';
import { noteUnowned } from '../../shared/data/dynamo/index.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const ask = (method = 'GET') => stage().service.fetch(`${stage().service.url}/health`, { method });

it('says that requests are answered, without a token and without anything else', async () => {
  await stage().open();
  const answer = await ask();
  expect([answer.status, await answer.text()]).toEqual([200, '{"status":"ok"}']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await ask('HEAD')).status).toBe(200);
  expect((await ask('POST')).status).toBe(405);
});

it('says no more than that when the tables may not be used, and is well again with them', async () => {
  const { workspace } = await stage().service.newWorkspace();
  const { data, now } = stage().service.runtime;
  await noteUnowned(data, { workspace: workspace as never, looked: 1, unowned: 1, at: now() });
  const answer = await ask();
  expect([answer.status, await answer.text()]).toEqual([503, '{"status":"unavailable"}']);
  await noteUnowned(data, null);
  expect((await ask()).status).toBe(200);
});

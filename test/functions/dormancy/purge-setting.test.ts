import { expect, it } from 'vitest';
import { createPeople, setStatus } from '../../support/api/client.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();

it('purge_archived_after_days is set with the number of contacts that its first night will delete, and goes off without', async () => {
  const client = await stage().open();
  const people = await createPeople(client, 3);
  await setStatus(client, 'archived', ...people);
  await stage().settle();
  const save = (body: object) => client.ask('POST', 'settings.json', body);
  expect(await client.get('settings.json')).toMatchObject({ purge_archived_after_days: null, purges_from: null });
  // In eight days they have been archived for eight.
  for (const purge_count of [undefined, 2]) {
    const { status, body } = await save({ purge_archived_after_days: 5, purge_count });
    expect([status, body.purge_archived_after_days]).toEqual([
      400,
      [expect.stringMatching(/^3 contacts archived before .* "purge_count": 3 as well\.$/)],
    ]);
  }
  expect(await save({ purge_archived_after_days: 5, purge_count: 3 })).toMatchObject({
    status: 200,
    body: { purge_archived_after_days: 5, purges_from: expect.stringMatching(/^20/) },
  });
  // More days delete nobody sooner.
  expect((await save({ purge_archived_after_days: 30 })).status).toBe(200);
  expect(await save({ purge_archived_after_days: 10 })).toMatchObject({ status: 400 });
  expect(await save({ purge_archived_after_days: null })).toMatchObject({
    status: 200,
    body: { purge_archived_after_days: null, purges_from: null },
  });
  for (const wrong of [0, 3_651, '', 'x']) expect((await save({ purge_archived_after_days: wrong })).status).toBe(400);
});

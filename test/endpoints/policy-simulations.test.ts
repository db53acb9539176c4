/** What a simulation says of people who came here with a past that is not known. */
import { expect, it } from 'vitest';
import { createPeople, prepare } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

it('is null, and not 0, while they wait', async () => {
  const client = await stage().open();
  await prepare(client);
  const stages = [{ do: 'tell', days: 90 }];
  const [ann = '', bea = ''] = await createPeople(client, 3);
  for (const uuid of [ann, bea]) {
    await client.post(`contacts.json?uuid=${uuid}`, { created_on: daysAgo(400) });
    await client.post(`contacts.json?uuid=${uuid}`, { last_seen_on: daysAgo(200) });
  }
  await stage().settle();
  expect((await client.post('policy_previews.json', { stages })).stages).toMatchObject([{ at_once: 2 }]);
  const found = await client.post('policy_simulations.json', { stages });
  const today = new Date().toISOString().slice(0, 10);
  expect(found).toMatchObject({
    since: today,
    people: 3,
    read: 3,
    wanted: 3,
    of: 3,
    stages: [{ days: 90, total: null }],
  });
  const trial = (days: number) => found.trials.find((one: { days: number }) => one.days === days);
  expect(trial(90)).toEqual({ days: 90, unknown: 2, total: null, months: [] });
  expect(trial(210)).toMatchObject({ unknown: 0, total: { taken: 0 } });
});

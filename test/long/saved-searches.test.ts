import { expect, it } from 'vitest';
import { sideBySide } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

it('A workspace saves a hundred searches; a deleted one makes room for another', async () => {
  const client = await stage().open();
  const numbers = Array.from({ length: 100 }, (_, number) => number);
  const save = (name: string) => client.ask('POST', 'searches.json', { name, query: 'name = ""' });
  const [{ body: first } = { body: null }] = await sideBySide(numbers, (number) => save(`Search ${number}`));
  expect((await client.get('searches.json')).results).toHaveLength(100);
  expect((await save('One more')).status).toBe(409);
  expect((await client.ask('DELETE', `searches.json?uuid=${first.uuid}`)).status).toBe(204);
  expect((await client.ask('DELETE', `searches.json?uuid=${first.uuid}`)).status).toBe(404);
  expect((await save('One more')).status).toBe(201);
});

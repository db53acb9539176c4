/** One contact's run has a budget of work; running out fails that contact, and nobody else. */
import { expect, it } from 'vitest';
import { flowWith } from '../support/api/flows.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

/** So many for Bob, one for all others. */
const many = (count: number): string => `if(contact.name = "Bob", ${count}, 1)`;

const nested = (depth: number): string =>
  Array.from({ length: depth }).reduce<string>(
    (inner) => `foreach(split(repeat("a ", ${many(4)}), " "), (x) => ${inner})`,
    '1',
  );

const again = (work: string): string => `foreach(split(repeat("a ", ${many(4_000)}), " "), (x) => ${work})`;

it.each([
  ['functions within functions', nested(9)],
  ['long texts trimmed again and again', again('trim(repeat(" ", 9999))')],
  ['long texts compared again and again', again('repeat("b", 9999) = repeat("b", 9998)')],
  ['patterns over long texts', again('has_pattern(repeat("b", 9999), "(b|c)*d")')],
])('%s', async (_, costly) => {
  const [client, other] = [await stage().open(), await stage().open()];
  const name = `@(if(text_length(json(${costly})) >= 0, "Done", ""))`;
  const flow = await client.post('flows.json', flowWith('Costly', 1_000, [{ type: 'set_contact_name', name }]));
  for (const one of ['Ann', 'Bob', 'Cyn']) await client.post('contacts.json', { name: one });
  await other.post('contacts.json', { name: 'Dan' });
  const contacts = (await client.get('contacts.json')).results.map(({ uuid }: { uuid: string }) => uuid);
  await client.post('flow_starts.json', { flow: flow.uuid, contacts });
  const job = { type: 'set_status', status: 'archived', selection: { folder: 'active' } };
  await other.post('jobs.json', job);
  await stage().settle();
  expect((await client.get('jobs.json')).results[0]).toMatchObject({
    ...{ status: 'completed', total: 3, changed: 2, failed: { too_costly: 1 } },
  });
  const names = (await client.get('contacts.json')).results.map((one: { name: string }) => one.name);
  expect(names.sort()).toEqual(['Bob', 'Done', 'Done']);
  expect((await other.get('jobs.json')).results[0]).toMatchObject({ status: 'completed', changed: 1 });
});

it('spaces without end are no work without end', async () => {
  const client = await stage().open();
  const actions = Array.from({ length: 20 }, () => ({
    type: 'set_contact_name',
    name: '@(trim(trigger.params.text))',
  }));
  const flow = await client.post('flows.json', flowWith('Trims', 1_000, actions));
  const { uuid } = await client.post('contacts.json', { name: 'Ann' });
  const params = { text: `${' '.repeat(9_000)}x${' '.repeat(900)}` };
  await client.post('flow_starts.json', { flow: flow.uuid, contacts: [uuid], params });
  await stage().settle();
  expect((await client.get('jobs.json')).results[0]).toMatchObject({ status: 'completed', total: 1 });
});

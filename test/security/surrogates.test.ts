import { expect, it } from 'vitest';
import { flowWith } from '../support/api/flows.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

it.each([
  ['of a flow', '\ud800 Ann', {}],
  ['of the parameters of a start', '@trigger.params.name', { name: '\ud800 Ann' }],
])('half of a character in a text %s becomes U+FFFD, and stops no job', async (_, name, params) => {
  const client = await stage().open();
  const { uuid } = await client.post('contacts.json', { name: 'Bob' });
  const actions = [
    { type: 'set_contact_name', name },
    { type: 'set_run_result', name: 'Half \ud800', value: name, category: name },
    { type: 'set_run_result', name: 'Its category', value: 'x', category: 'ext:\udfff' },
  ];
  const flow = flowWith('Halves', 1_000, actions);
  await client.post('flows.json', flow);
  const start = await client.post('flow_starts.json', { flow: flow.uuid, contacts: [uuid], params });
  await stage().settle();
  expect((await client.get(`flow_starts.json?uuid=${start.uuid}`)).results).toMatchObject([{ status: 'completed' }]);
  expect((await client.get(`contacts.json?uuid=${uuid}`)).results).toMatchObject([{ name: '\ufffd Ann' }]);
});

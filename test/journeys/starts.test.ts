import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, createPeople, jobOf } from '../support/api/client.ts';
import { ARCHIVING_FLOW, flowWith } from '../support/api/flows.ts';
import { openStage, type RunningStage } from './stage.ts';

let stage: RunningStage;
let client: Client;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.service.stop());

beforeEach(async () => {
  client = await stage.open();
});

describe('A start', () => {
  it('of an empty group completes at once with total 0', async () => {
    await client.post('flows.json', ARCHIVING_FLOW);
    await createPeople(client, 1);
    const { uuid: group } = await client.post('groups.json', { name: 'Empty' });
    const { uuid } = await client.post('flow_starts.json', { flow: ARCHIVING_FLOW.uuid, groups: [group] });
    await stage.settle();
    const [start] = (await client.get(`flow_starts.json?uuid=${uuid}`)).results;
    expect(start).toMatchObject({ status: 'completed', progress: { total: 0, started: 0 } });
    expect(await jobOf(client, uuid)).toMatchObject({ total: 0, slices: { total: 0, done: 0 }, failed: {} });
    expect((await client.get('counts.json')).folders).toMatchObject({ active: 1, archived: 0 });
  });

  it('of a flow that cannot run here is refused, as its import was, with the list of its nodes', async () => {
    const { uuid: group } = await client.post('groups.json', { name: 'Clinic' });
    const flow = flowWith('Ask them', 6_000, [
      { type: 'send_msg', text: 'Hello', attachments: [], quick_replies: [] },
      { type: 'set_contact_status', status: 'archived' },
    ]);
    const [node] = flow.nodes;
    const refused = await client.ask('POST', 'flows.json', flow);
    expect(refused.status).toBe(400);
    expect(refused.body.problems).toEqual([
      { node: node?.uuid, action: node?.actions[0]?.uuid, type: 'send_msg', why: expect.any(String), keepable: true },
    ]);
    expect(refused.body.non_field_errors).toEqual([expect.stringContaining(`node ${node?.uuid}`)]);
    const start = await client.ask('POST', 'flow_starts.json', { flow: flow.uuid, groups: [group] });
    expect(start).toMatchObject({ status: 400, body: { flow: [`No such object: ${flow.uuid}`] } });
  });
});

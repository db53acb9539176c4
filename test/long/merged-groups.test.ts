/** Two groups become one: everybody moves by a job that is previewed and taken back, and nobody is lost on the way. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Client, contactOf, createPeople } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
let farmers: string;
let growers: string;
beforeEach(async () => {
  client = await stage().open();
  farmers = (await client.post('groups.json', { name: 'Farmers' })).uuid;
  growers = (await client.post('groups.json', { name: 'Growers' })).uuid;
});

const groupsOf = async (contact: string) =>
  (await contactOf(client, contact)).groups.map(({ name }: { name: string }) => name).sort();

async function job(body: object, path = 'jobs.json') {
  const { uuid } = await client.post(path, body);
  await stage().settle();
  return (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
}

const joining = (group: string) => ({
  ...{ uuid: randomUUID(), name: 'Join', spec_version: '13.1.0', language: 'eng', type: 'messaging', revision: 1 },
  nodes: [
    {
      uuid: randomUUID(),
      actions: [{ uuid: randomUUID(), type: 'add_contact_groups', groups: [{ uuid: group, name: 'Any' }] }],
      exits: [{ uuid: randomUUID() }],
    },
  ],
});

const merge = () => job({ type: 'move_to_group', group: growers, from: farmers, selection: { groups: [farmers] } });
const undo = (uuid: string) => job({ action: 'undo' }, `jobs.json?uuid=${uuid}`);
const remove = () => client.ask('DELETE', `groups.json?uuid=${farmers}&unused=true`);

describe('two groups are merged', () => {
  it('by a job that says from where to where, moves everybody, and is taken back', async () => {
    const [ann = ''] = await createPeople(client, 1, { groups: [farmers] });
    const [both = ''] = await createPeople(client, 1, { first: 1, groups: [farmers, growers] });
    const moved = await merge();
    expect(moved).toMatchObject({
      ...{ type: 'move_to_group', changed: 2, skipped: {} },
      target: { group: { uuid: growers, name: 'Growers' }, from: { uuid: farmers, name: 'Farmers' } },
    });
    expect([await groupsOf(ann), await groupsOf(both)]).toEqual([['Growers'], ['Growers']]);
    expect(await undo(moved.uuid)).toMatchObject({ changed: 2, skipped: {} });
    expect([await groupsOf(ann), await groupsOf(both)]).toEqual([['Farmers'], ['Farmers', 'Growers']]);
  });

  it('twice: the second time nobody is there', async () => {
    await createPeople(client, 1, { groups: [farmers] });
    await merge();
    expect(await merge()).toMatchObject({ total: 0, changed: 0 });
  });

  it('and the first one is deleted only when it is empty', async () => {
    const [ann = ''] = await createPeople(client, 2, { groups: [farmers] });
    expect(await remove()).toMatchObject({ status: 409, body: { detail: 'This group has members.' } });
    await merge();
    await client.post(`contacts.json?uuid=${ann}`, { groups: [farmers] });
    expect((await remove()).status).toBe(409);
    await merge();
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
  });

  it('and the first one is deleted only when no flow or policy names it', async () => {
    await client.post('flows.json', joining(farmers));
    const { uuid: archived } = await client.post('flows.json', { ...joining(farmers), name: 'Put away' });
    await client.ask('DELETE', `flows.json?uuid=${archived}`);
    const stages = [{ do: 'tell', days: 30 }];
    await client.post('policies.json', { name: 'Quiet', stages, exclude_groups: [farmers] });
    const answer = await remove();
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      'The group is used by Join, Quiet. Remove it there first.',
    ]);
    const { results } = await client.get(`groups.json?uuid=${farmers}&uses=true`);
    expect(results[0].uses).toEqual({
      flows: [{ uuid: expect.any(String), name: 'Join' }],
      policies: [{ uuid: expect.any(String), name: 'Quiet' }],
    });
  });

  it('and is not undone without the first one, since people would be in neither', async () => {
    const [ann = ''] = await createPeople(client, 1, { groups: [farmers] });
    const moved = await merge();
    expect((await remove()).status).toBe(204);
    await stage().settle();
    const refused = await client.ask('POST', `jobs.json?uuid=${moved.uuid}`, { action: 'undo' });
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining('The group is gone')]);
    expect(await groupsOf(ann)).toEqual(['Growers']);
  });
});

import { describe, expect, test } from 'vitest';
import { saveField } from '../../../functions/fields/save.ts';
import { importFlow } from '../../../functions/flows/import.ts';
import { removeGroup } from '../../../functions/groups/groups.ts';
import { saveGroup } from '../../../functions/groups/save.ts';
import { listJobs } from '../../../shared/data/jobs/index.ts';
import { loadAssets } from '../../../shared/data/workspace/assets.ts';
import { submitRepairGroups } from '../../../shared/services/groups/repair.ts';
import { interrupted } from '../contacts/race.ts';
import { worlds } from '../jobs/engine.ts';
import { drain, newId } from '../jobs/world.ts';
import { call, newField, post, remove, shown, smartGroup } from './api.ts';

const NOT_FOUND = { status: 404, body: { detail: 'No ContactGroup matches the given query.' } };
const NOT_UNIQUE = { status: 400, body: { name: ['This field must be unique.'] } };

describe('when another request is quicker', () => {
  const world = worlds();
  const save = (between: () => Promise<unknown>, sent: Parameters<typeof call>[2]) =>
    call(world(), interrupted(saveGroup, between), sent);
  const taken = () => post(world(), { name: 'Reporters' });

  test('a group that has been deleted is neither changed nor deleted', async () => {
    const { body } = await post(world(), { name: 'Old' });
    const query = { uuid: body.uuid as string };
    const gone = () => remove(world(), body.uuid);
    expect(await save(gone, { query, body: { name: 'New' } })).toEqual(NOT_FOUND);
    expect(await call(world(), removeGroup, { query })).toEqual(NOT_FOUND);
  });

  test('a name that has been taken is refused, for a new group and for a renamed one', async () => {
    expect(await save(taken, { body: { name: 'reporters' } })).toEqual(NOT_UNIQUE);
    const uuid = await smartGroup(world(), 'name = ann', 'Anns');
    await drain(world());
    expect(await save(async () => undefined, { query: { uuid }, body: { name: 'Reporters' } })).toEqual(NOT_UNIQUE);
  });

  test('another query is refused while members for a newer one are being found', async () => {
    const uuid = await smartGroup(world(), 'name = ann', 'Anns');
    await drain(world());
    const newer = () => post(world(), { query: 'name = bob' }, uuid);
    const answer = await save(newer, { query: { uuid }, body: { query: 'name = cid' } });
    expect(answer).toEqual({
      status: 400,
      body: { query: ['You cannot update the query of a group that is populating.'] },
    });
    expect(await shown(world(), uuid)).toMatchObject({ query: 'name = "bob"' });
  });

  test('a field whose name has been taken is refused', async () => {
    const between = () => newField(world(), 'age', 'number');
    const sent = { body: { label: 'Age', type: 'text' } };
    const answer = await call(world(), interrupted(saveField, between), sent);
    expect(answer).toEqual({ status: 400, body: { label: ['This field must be unique.'] } });
  });

  test('an import is refused when its group or its field has been created', async () => {
    const file = (parts: object) => ({ version: '13', flows: [], ...parts });
    const group = { uuid: newId(), name: 'Reporters' };
    const groups = await call(world(), interrupted(importFlow, taken), { body: file({ groups: [group] }) });
    expect(groups).toEqual({ status: 400, body: { groups: ['Reporters is in use.'] } });
    const field = { key: 'age', name: 'Age', type: 'text' };
    const between = () => newField(world(), 'age', 'number');
    const fields = await call(world(), interrupted(importFlow, between), { body: file({ fields: [field] }) });
    expect(fields).toEqual({ status: 400, body: { fields: ['Age is in use.'] } });
  });

  test('a group that its job has just made ready is not populated again by settings that change nothing', async () => {
    await smartGroup(world(), 'last_seen_on > 01-02-2026');
    const { data, workspace, clock } = world();
    const assets = await loadAssets(data, workspace);
    await drain(world());
    expect(await submitRepairGroups(world(), workspace, { assets, by: 'token-1', now: clock })).toBe(0);
    expect(await listJobs(data, workspace, { limit: 10 })).toMatchObject({
      jobs: [{ work: { type: 'populate_group' } }],
    });
  });
});

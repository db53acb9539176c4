/** Whoever brought most of the people of a job in does not approve it (ADR 086). */
import { afterEach, describe, expect, it } from 'vitest';
import { hourly } from '../../functions/lifecycle/lifecycle.ts';
import { createToken } from '../../shared/data/workspace/index.ts';
import { decide, newNumbers, openAdministrators } from '../support/api/administrators.ts';
import { type Client, createPeople, jobOf, phone } from '../support/api/client.ts';
import { watchedToTheEnd } from '../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
watchedToTheEnd(stage);

const OWN = 'You asked for this yourself, or by a token that you own. Somebody else must approve it.';
const BROUGHT =
  'You, or a token that you own, added or changed most of these people in the weeks before. Ask somebody else to approve, or decline.';

describe('Whoever brought most of the people of a job in', () => {
  const daysAhead = (days: number) => stage().service.goTo(Date.now() + days * 86_400_000);
  afterEach(() => daysAhead(0));
  const DELETES = { approve_above: 2, delete_any_status: true };

  /** Ten people whom Ann made longer ago than is asked for, and a third administrator. */
  async function openLater() {
    const world = await openAdministrators(stage(), DELETES);
    const first = newNumbers();
    const uuids = await createPeople(world.ann, 10, { first });
    await stage().settle();
    await daysAhead(31);
    const { data, now } = stage().service.runtime;
    const given = { role: 'administrator', name: 'Cyd', now: now() } as const;
    const cyd = stage().as((await createToken(data, world.workspace as never, given)).secret);
    const { uuid: group } = await world.ann.post('groups.json', { name: `Leavers ${first}` });
    const add = (client: Client, contacts: readonly string[]) =>
      client.post('contact_actions.json', { action: 'add', contacts, group });
    const ask = (type = 'delete') => world.run(world.ann, { type, selection: { groups: [group] } });
    return { ...world, first, cyd, uuids, group, add, ask };
  }

  it('cannot approve their deletion: neither who put them into its group, nor a token of theirs', async () => {
    const { ben, cyd, uuids, add, ask } = await openLater();
    const own = stage().as((await ben.post('tokens.json', { role: 'administrator', name: 'Mine' })).token);
    await add(ben, uuids.slice(0, 4));
    await add(own, uuids.slice(3));
    await stage().settle();
    const { uuid, approval } = await ask();
    expect(approval.brought_in).toMatchObject({ looked_at: 10, by: [{ name: 'Ben', contacts: 10 }] });
    for (const client of [ben, own]) {
      expect((await jobOf(client, uuid)).steps).toEqual(expect.arrayContaining(['decline']));
      expect((await jobOf(client, uuid)).steps).not.toContain('approve');
      const refused = await client.ask('POST', `jobs.json?uuid=${uuid}`, { action: 'approve' }, { prefer: 'codes' });
      expect(refused).toMatchObject({
        status: 403,
        body: { detail: BROUGHT, codes: { detail: { code: 'brought_them_in' } } },
      });
    }
    expect(await decide(cyd, uuid, { action: 'approve', count: 10 })).toMatchObject({ status: 200 });
    await stage().settle();
    expect(await jobOf(cyd, uuid)).toMatchObject({ status: 'completed', changed: 10 });
  });

  it('may decline it, and whoever did so for half of them or asked others to write approves it', async () => {
    const { ann, ben, cyd, first, uuids, add, ask } = await openLater();
    await add(ben, uuids.slice(0, 5));
    await add(cyd, uuids.slice(5));
    const occurred_on = new Date(Date.now() + 30 * 86_400_000).toISOString();
    for (const [place] of uuids.entries())
      await ben.post('events.json', { type: 'msg_received', text: 'Hi', urn: phone(first + place), occurred_on });
    await stage().settle();
    const { uuid, approval } = await ask();
    const halves = [5, 5].map((contacts) => ({ uuid: expect.any(String), name: expect.any(String), contacts }));
    expect(approval.brought_in).toEqual({ looked_at: 10, by: halves });
    expect((await decide(ben, uuid, { action: 'approve' })).status).toBe(200);
    await stage().settle();
    expect(await jobOf(ann, uuid)).toMatchObject({ status: 'completed', changed: 10 });
  });

  it('is known of what a job did, of a field or a status, and not for longer than 30 days', async () => {
    const { ann, ben, uuids, add, ask } = await openLater();
    await add(ann, uuids);
    await ben.post('fields.json', { name: 'Ended', type: 'text' });
    await ben.post('jobs.json', { type: 'set_field', key: 'ended', value: 'x', selection: { contacts: uuids } });
    await stage().settle();
    const { uuid } = await ask();
    expect((await decide(ben, uuid, { action: 'approve' })).body.detail).toBe(BROUGHT);
    expect((await decide(ben, uuid, { action: 'decline', note: 'Mine' })).status).toBe(200);
    await daysAhead(63);
    const later = await ask();
    expect(later.approval.brought_in).toEqual({ looked_at: 10, by: [] });
    expect((await decide(ben, later.uuid, { action: 'approve' })).status).toBe(200);
  });

  it('is asked for an export too, which has no preview', async () => {
    const { ann, ben, uuids, group, add } = await openLater();
    await add(ben, uuids);
    await stage().settle();
    const { uuid } = await ann.post('jobs.json', { type: 'export', format: 'csv', selection: { groups: [group] } });
    await stage().settle();
    expect(await jobOf(ben, uuid)).toMatchObject({
      status: 'awaiting_approval',
      approval: { brought_in: { looked_at: 10, by: [{ name: 'Ben', contacts: 10 }] } },
    });
    expect((await decide(ben, uuid, { action: 'approve' })).body.detail).toBe(BROUGHT);
  });

  it('and a policy takes them: whoever put them into its group long before, since it waits for its days', async () => {
    const { ann, ben, cyd, uuids, group, add } = await openLater();
    const eve = stage().as((await cyd.post('tokens.json', { role: 'administrator', name: 'Of Cyd' })).token);
    const NO_BRAKES = { brake_share: null, brake_contacts: null, brake_month_share: null };
    const told = await ann.post('groups.json', { name: `Told ${group}` });
    const stages = [
      { do: 'add_to_group', group: told.uuid, days: 10 },
      { do: 'delete', after: 40 },
    ];
    const rules = { hour: 0, clock: 'created', groups: [group], stages, wait_days: 8, ...NO_BRAKES };
    const policy = await ann.post('policies.json', { name: 'Leavers', ...rules });
    await ann.post(`policies.json?uuid=${policy.uuid}`, { state: 'on' });
    await add(ben, uuids);
    await stage().settle();
    for (const day of [32, 33, 73, 74]) {
      await daysAhead(day);
      await hourly(stage().service.runtime);
      await stage().settle();
    }
    const [job] = (await ann.all('jobs.json')).filter(({ status }) => status === 'awaiting_approval');
    expect(job).toMatchObject({
      total: 10,
      approval: {
        kind: 'delete',
        brought_in: { by: expect.arrayContaining([expect.objectContaining({ name: 'Ben', contacts: 10 })]) },
      },
    });
    expect((await decide(ben, job.uuid, { action: 'approve' })).body.detail).toBe(BROUGHT);
    expect((await decide(ann, job.uuid, { action: 'approve' })).body.detail).toBe(OWN);
    expect((await decide(eve, job.uuid, { action: 'approve' })).status).toBe(200);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { watch } from '../../functions/jobs/watchdog/watch.ts';
import { decide, openAdministrators } from '../support/api/administrators.ts';
import { createPeople, jobOf, phone, setStatus } from '../support/api/client.ts';
import { ARCHIVING_FLOW } from '../support/api/flows.ts';
import { preview, upload } from '../support/imports/import-files.ts';
import { later, watchedToTheEnd } from '../support/in-process/run-watchdog.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
watchedToTheEnd(stage);

const OWN = 'You asked for this yourself, or by a token that you own. Somebody else must approve it.';
const NEEDED =
  'A second person must approve when one person does this to more than 2 contacts in 24 hours. Send it as a job (jobs.json), which waits for the approval.';

const deletionOf = (contacts: readonly string[]) => ({ type: 'delete', selection: { contacts } });
const open = (settings?: object) => openAdministrators(stage(), settings);

describe('A deletion of more contacts than one person may delete', () => {
  it('waits as an open job, is approved by another person only, and deletes exactly the frozen contacts', async () => {
    const { ann, ben, eve, archived, run, log } = await open({
      approve_above: 2,
      events: ['job.awaiting_approval', 'job.approved'],
    });
    const uuids = await archived(3);
    const asked = await run(ann, { type: 'delete', selection: { folder: 'archived' } });
    const { uuid } = asked;
    expect(asked).toMatchObject({
      status: 'awaiting_approval',
      total: 3,
      approval: { kind: 'delete', asked_by: { name: 'First administrator' }, decision: null, note: null },
    });
    const [late] = await archived(1);
    await stage().settle();
    expect((await ann.get('contacts.json?folder=archived&limit=10')).results).toHaveLength(4);
    const own = await ann.post('tokens.json', { role: 'administrator', name: 'Mine' });
    const second = await stage().as(own.token).post('tokens.json', { role: 'administrator', name: 'Mine too' });
    for (const client of [ann, stage().as(own.token), stage().as(second.token)]) {
      expect((await jobOf(client, uuid)).steps).not.toContain('approve');
      expect(await decide(client, uuid, { action: 'approve' })).toMatchObject({ status: 403, body: { detail: OWN } });
    }
    expect((await decide(eve, uuid, { action: 'approve' })).status).toBe(403);
    expect((await jobOf(ben, uuid)).steps).toEqual(expect.arrayContaining(['approve', 'decline']));
    expect((await decide(ben, uuid, { action: 'approve', count: 4 })).status).toBe(400);
    expect(await decide(ben, uuid, { action: 'approve', count: 3, note: 'Agreed with the board' })).toMatchObject({
      status: 200,
      body: {
        status: 'queued',
        approval: { decision: 'approved', decided_by: { name: 'Ben' }, note: 'Agreed with the board' },
      },
    });
    await stage().settle();
    expect(await jobOf(ann, uuid)).toMatchObject({
      status: 'completed',
      changed: 3,
      created_by: { name: 'First administrator' },
    });
    const left = (await ann.get('contacts.json?folder=archived&limit=10')).results.map(
      (one: { uuid: string }) => one.uuid,
    );
    expect(left).toEqual([late]);
    expect(left).not.toContain(uuids[0]);
    expect((await log()).map((entry: { kind: string }) => entry.kind)).toEqual([
      'job.approved',
      'job.approval_asked',
      'job.previewed',
    ]);
    const { uuid: workspace } = await ann.get('workspace.json');
    const told = stage()
      .service.told(workspace)
      .flatMap(({ events }) => events);
    expect(told).toMatchObject([{ type: 'job.awaiting_approval' }, { type: 'job.approved' }]);
  });

  it('is declined with a note, or ends by itself after 48 hours, and then nobody can approve it', async () => {
    const { ann, ben, archived, run, log } = await open();
    const uuids = await archived(3);
    const declined = await run(ann, deletionOf(uuids));
    expect((await decide(ben, declined.uuid, { action: 'decline' })).body).toHaveProperty('note');
    expect((await decide(ben, declined.uuid, { action: 'decline', note: 'Not these' })).body).toMatchObject({
      status: 'interrupted',
      reason: 'declined',
      approval: { decision: 'declined', note: 'Not these' },
    });
    expect((await decide(ben, declined.uuid, { action: 'approve' })).status).toBe(400);
    const { uuid, approval } = await run(ann, deletionOf(uuids));
    expect(Date.parse(approval.until) - Date.parse(approval.asked_on)).toBe(48 * 3_600_000);
    await watch(later(stage(), 47 * 60));
    expect(await jobOf(ann, uuid)).toMatchObject({ status: 'awaiting_approval' });
    await stage().service.goTo(Date.now() + 48 * 3_600_000);
    expect((await decide(ben, uuid, { action: 'approve' })).status).toBe(400);
    await stage().service.run('watchdog');
    expect(await jobOf(ann, uuid)).toMatchObject({ status: 'interrupted', reason: 'unapproved', changed: 0 });
    expect(await log('job.approval_expired')).toMatchObject([{ about: uuid, by: null, details: { total: 3 } }]);
    expect(await log('job.declined')).toMatchObject([{ about: declined.uuid, by: { name: 'Ben' } }]);
    expect((await ann.get('contacts.json?folder=archived')).results).toHaveLength(3);
    await stage().service.goTo(Date.now());
  });

  it('is not approved by who made its preview, even when another person ran it', async () => {
    const { ann, ben, archived } = await open();
    const uuids = await archived(3);
    const { uuid } = await ann.post('jobs.json', { ...deletionOf(uuids), preview: true });
    await stage().settle();
    const { token, total } = await jobOf(ben, uuid);
    expect(await ben.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count: total })).toMatchObject({
      status: 'awaiting_approval',
    });
    for (const client of [ann, ben]) expect((await decide(client, uuid, { action: 'approve' })).status).toBe(403);
    expect(await ann.post(`jobs.json?uuid=${uuid}`, { action: 'interrupt' })).toMatchObject({ status: 'interrupted' });
  });
});

describe('Many small steps', () => {
  it('of one person count together for 24 hours, in every way in, and what another person saw does not', async () => {
    const { ann, ben, archived, run } = await open();
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = await archived(6);
    expect(await run(ann, deletionOf([a]))).toMatchObject({ status: 'queued' });
    await ann.post('contact_actions.json', { contacts: [b], action: 'delete' });
    for (const [method, path, body] of [
      ['DELETE', `contacts.json?uuid=${c}`, undefined],
      ['POST', 'contact_actions.json', { contacts: [c], action: 'delete' }],
    ] as const)
      expect(await ann.ask(method, path, body)).toMatchObject({ status: 403, body: { detail: NEEDED } });
    const { uuid, status } = await run(ann, deletionOf([c]));
    expect(status).toBe('awaiting_approval');
    await ben.post(`jobs.json?uuid=${uuid}`, { action: 'approve' });
    expect((await ben.ask('DELETE', `contacts.json?uuid=${d}`)).status).toBe(204);
    const tomorrow = Date.now() + 26 * 3_600_000;
    await stage().settle();
    await stage().service.goTo(tomorrow);
    await ann.post('contact_actions.json', { contacts: [e], action: 'delete' });
    await ann.post('contact_actions.json', { contacts: [f], action: 'delete' });
    await stage().service.goTo(tomorrow - 26 * 3_600_000);
  });

  it('at the same moment do not slip through together', async () => {
    const { ann, archived } = await open();
    const uuids = await archived(6);
    const answers = await Promise.all(uuids.map((uuid) => ann.ask('DELETE', `contacts.json?uuid=${uuid}`)));
    expect(answers.filter(({ status }) => status === 204).length).toBeLessThanOrEqual(2);
  });
});

describe('Other work that waits for a second person', () => {
  let world: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    world = await open({ approve_above: 1, flows_may_opt_in: true });
    await createPeople(world.ann, 2, { first: 700 });
    await stage().settle();
  });

  it('is an export, which has no preview: it waits when its contacts are known', async () => {
    const { ann, ben, log } = world;
    const { uuid } = await ann.post('jobs.json', { type: 'export', format: 'csv', selection: { folder: 'active' } });
    await stage().settle();
    expect(await jobOf(ann, uuid)).toMatchObject({ status: 'awaiting_approval', total: 2, file: null });
    expect(await log('job.approval_asked')).toMatchObject([{ about: uuid, by: null, details: { type: 'export' } }]);
    expect((await decide(ann, uuid, { action: 'approve' })).status).toBe(403);
    await ben.post(`jobs.json?uuid=${uuid}`, { action: 'approve' });
    await stage().settle();
    expect(await jobOf(ann, uuid)).toMatchObject({ status: 'completed', file: { rows: 2 } });
  });

  it('is an import, for as long as its files are kept', async () => {
    const { ann, ben } = world;
    const files = [{ name: 'people.csv', content: 'Phone\n+250788009001\n+250788009002' }];
    const { job } = await preview(stage(), ann, await upload(stage(), ann, files));
    const asked = await ann.post(`jobs.json?uuid=${job.uuid}`, { action: 'run', token: job.token, count: 2 });
    expect(asked.status).toBe('awaiting_approval');
    expect(Date.parse(asked.approval.until) - Date.parse(asked.created_on)).toBe(22 * 3_600_000);
    await ben.post(`jobs.json?uuid=${job.uuid}`, { action: 'approve' });
    await stage().settle();
    expect(await jobOf(ann, job.uuid)).toMatchObject({ status: 'completed', changed: 2 });
  });

  it('is lifting opt-outs: by jobs, by actions, one by one, of addresses, and by flows that may', async () => {
    const { ann, run } = world;
    const uuids = await createPeople(ann, 3, { first: 800 });
    for (const uuid of uuids) await setStatus(ann, 'stopped', uuid);
    const back = { type: 'set_status', status: 'active', reason: 'They asked', selection: { contacts: uuids } };
    expect(await run(ann, back)).toMatchObject({ status: 'awaiting_approval', approval: { kind: 'lift_opt_outs' } });
    const [one = '', other = ''] = uuids;
    const lift = { action: 'set_status', status: 'active', reason: 'They asked' };
    expect((await ann.ask('POST', 'contact_actions.json', { ...lift, contacts: uuids })).status).toBe(403);
    await ann.post('contact_actions.json', { ...lift, contacts: [one] });
    const asked = { status: 'active', reason: 'They asked' };
    expect((await ann.ask('POST', `contacts.json?uuid=${other}`, asked)).status).toBe(403);
    const urn = phone(990);
    await ann.post('suppressions.json', { urns: [urn], reason: 'their list' });
    const lifting = `suppressions.json?urn=${encodeURIComponent(urn)}&reason=asked`;
    expect((await ann.ask('DELETE', lifting)).status).toBe(403);
    expect((await ann.ask('POST', 'contacts.json', { urns: [urn], ...asked })).status).toBe(403);
    await ann.post('flows.json', ARCHIVING_FLOW);
    const start = await ann.post('flow_starts.json', { flow: ARCHIVING_FLOW.uuid, contacts: [other] });
    await stage().settle();
    expect(await jobOf(ann, start.uuid)).toMatchObject({ status: 'awaiting_approval', changed: 0 });
  });
});

describe('The limit itself', () => {
  it('is raised, switched off or narrowed only when a second administrator asks for the same within 48 hours', async () => {
    const { ann, ben, log } = await open();
    const change = { approve_above: null };
    expect(await ann.post('settings.json', { ...change, name: 'Radio' })).toMatchObject({
      approve_above: 2,
      name: 'Radio',
      proposed: { change, by: { name: 'First administrator' } },
    });
    expect(await ann.post('settings.json', change)).toMatchObject({ approve_above: 2 });
    const own = await ann.post('tokens.json', { role: 'administrator', name: 'Mine' });
    expect(await stage().as(own.token).post('settings.json', change)).toMatchObject({ approve_above: 2 });
    expect(await ben.post('settings.json', { approve_above: 5 })).toMatchObject({
      approve_above: 2,
      proposed: { change: { approve_above: 5 } },
    });
    expect(await ann.post('settings.json', { approve_above: 5 })).toMatchObject({ approve_above: 5, proposed: null });
    expect(await ann.post('settings.json', { approve_kinds: ['delete'] })).toMatchObject({
      approve_kinds: expect.arrayContaining(['export']),
    });
    expect(await ann.post('settings.json', { approve_above: 1 })).toMatchObject({ approve_above: 1, proposed: null });
    expect(await ann.post('settings.json', { flows_may_opt_in: true })).toMatchObject({ flows_may_opt_in: false });
    expect(await ben.post('settings.json', { flows_may_opt_in: true })).toMatchObject({ flows_may_opt_in: true });
    expect((await log('settings')).length).toBeGreaterThan(5);
  });

  it('holds for the archive that empties itself: a first night of more people is asked for twice', async () => {
    const { ann, ben, archived } = await open();
    await archived(3);
    await stage().settle();
    const few = { purge_archived_after_days: 1, purge_count: 3 };
    expect(await ann.post('settings.json', few)).toMatchObject({ purge_archived_after_days: null, purges_from: null });
    expect(await ben.post('settings.json', few)).toMatchObject({
      purge_archived_after_days: 1,
      purges_from: expect.any(String),
      proposed: null,
    });
  });
});

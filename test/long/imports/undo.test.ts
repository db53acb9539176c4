/** An import is undone: whom it created is archived, whom it changed is as before (ADR 035). */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { preview, run, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
});

const ROWS = ['Phone,Name,Status', '0788000001,Ann,', '0788000002,Bob,', '0788000003,Cyd,stopped', '0788000004,Dan,'];
const urnOf = (n: number) => `tel:+25078800000${n}`;
const at = async (n: number) => contactOf(client, urnOf(n));

async function undone(job: unknown) {
  const { uuid } = await client.post(`jobs.json?uuid=${job}`, { action: 'undo' });
  await stage().service.settle();
  return (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
}

/** Dan was there before, by another name; the others are new. */
async function imported(): Promise<string> {
  await client.post('contacts.json', { name: 'Daniel', urns: [urnOf(4)] });
  await stage().service.settle();
  const uuid = await upload(stage(), client, [{ name: 'people.csv', content: ROWS.join('\n') }]);
  const { uuid: job } = await run(stage(), client, await preview(stage(), client, uuid));
  await stage().service.settle();
  return job;
}

describe('undoing an import', () => {
  it('archives whom it created, and puts back whom it changed; undone again all are there', async () => {
    const undo = await undone(await imported());
    expect(undo).toMatchObject({ status: 'completed', total: 4, changed: 4, skipped: {} });
    for (const n of [1, 2, 3]) expect(await at(n)).toMatchObject({ status: 'archived' });
    expect(await at(4)).toMatchObject({ status: 'active', name: 'Daniel' });

    expect(await undone(undo.uuid)).toMatchObject({ changed: 4 });
    expect(await at(1)).toMatchObject({ status: 'active', name: 'Ann' });
    // The opt-out outlives the archive.
    expect(await at(3)).toMatchObject({ status: 'stopped' });
    expect(await at(4)).toMatchObject({ status: 'active', name: 'Dan' });
  });

  it('lifts no opt-out that a file brought; somebody does so with a reason', async () => {
    await client.post('contacts.json', { name: 'Eve', urns: [urnOf(3)] });
    const undo = await undone(await imported());
    expect(undo).toMatchObject({ total: 4, changed: 3, skipped: { opted_out: 1 } });
    expect(await at(3)).toMatchObject({ status: 'stopped' });
    const selection = { job: undo.uuid, outcome: 'skipped', reason: 'opted_out' };
    const lifting = { type: 'set_status', status: 'active', reason: 'the wrong column', selection, preview: true };
    const { uuid } = await client.post('jobs.json', lifting);
    await stage().service.settle();
    const [{ token, total: count }] = (await client.get(`jobs.json?uuid=${uuid}`)).results;
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
    await stage().service.settle();
    expect(await at(3)).toMatchObject({ status: 'active' });
  });

  it('says in its preview whom it archives and who keeps a refusal, as it then does', async () => {
    const job = await imported();
    // Somebody has changed Ann since.
    await client.post(`contacts.json?urn=${encodeURIComponent(urnOf(1))}`, { name: 'Anna' });
    await stage().service.settle();
    const { uuid } = await client.post(`jobs.json?uuid=${job}`, { action: 'undo', preview: true });
    await stage().service.settle();
    const [{ token, total: count, warnings, excluded }] = (await client.get(`jobs.json?uuid=${uuid}`)).results;
    expect(excluded).toEqual({ changed_since: 1 });
    expect(warnings).toContainEqual({ code: 'archived', count: 2, text: '2 of them are archived.' });
    const keeps = { code: 'keeps_refusal', count: 1, text: '1 person keeps the refusal of messages.' };
    expect(warnings).toContainEqual(keeps);
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
    await stage().service.settle();
    expect((await Promise.all([1, 2, 3, 4].map(at))).map(({ status }) => status)).toEqual([
      ...['active', 'archived', 'archived', 'active'],
    ]);
  });

  describe('with a reason', () => {
    const STOP = 'Phone,Opted out\n';
    const out = (...numbers: readonly number[]) => STOP + numbers.map((n) => `078800000${n},yes\n`).join('');

    async function importing(content: string): Promise<string> {
      const file = await upload(stage(), client, [{ name: 'people.csv', content }]);
      const { uuid } = await run(stage(), client, await preview(stage(), client, file));
      await stage().service.settle();
      return uuid;
    }

    async function lifted(job: string) {
      const asked = { action: 'undo', preview: true, reason: 'the wrong column' };
      const { uuid } = await client.post(`jobs.json?uuid=${job}`, asked);
      await stage().service.settle();
      const [{ token, total: count, warnings }] = (await client.get(`jobs.json?uuid=${uuid}`)).results;
      await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count });
      await stage().service.settle();
      return { ...(await client.get(`jobs.json?uuid=${uuid}`)).results[0], warnings };
    }

    const statuses = (...numbers: readonly number[]) =>
      Promise.all(numbers.map(async (n) => (await at(n))?.status as string));

    it('gives back whom it alone has stopped, seen first', async () => {
      for (const n of [1, 2]) await client.post('contacts.json', { name: `Eve ${n}`, urns: [urnOf(n)] });
      const job = await importing(out(1, 2));
      expect(await statuses(1, 2)).toEqual(['stopped', 'stopped']);
      const refused = await client.ask('POST', `jobs.json?uuid=${job}`, { action: 'undo', reason: 'the wrong column' });
      expect(refused).toMatchObject({
        status: 400,
        body: { preview: [expect.stringContaining('only after a preview')] },
      });
      const undo = await lifted(job);
      expect(undo).toMatchObject({ changed: 2, skipped: {}, target: { job, reason: 'the wrong column' } });
      expect(undo.warnings).toContainEqual(expect.objectContaining({ code: 'brought_back', count: 2 }));
      expect(await statuses(1, 2)).toEqual(['active', 'active']);
      // As if it had never been said: the right file stops by its dates.
      await importing(`Phone,Opted out on\n0788000001,2025-01-02\n`);
      expect(await statuses(1, 2)).toEqual(['stopped', 'active']);
    });

    it('leaves who opted out by anything else, before or meanwhile', async () => {
      const stop = (n: number, more: object = {}) =>
        client.post('events.json', { type: 'stop_contact', urn: urnOf(n), ...more });
      for (const n of [1, 2, 3, 4, 5, 6]) {
        await client.post('contacts.json', { name: `Eve ${n}`, urns: [urnOf(n)] });
        await client.post('events.json', { type: 'mo_call', urn: urnOf(n) });
      }
      await stop(1);
      await stage().service.settle();
      const job = await importing(out(1, 2, 3, 4, 5, 6));
      await stop(2);
      // Older than the import and than the last sign of life, so nothing else of the contact changes.
      await stop(3, { occurred_on: '2026-01-01T00:00:00Z' });
      const { uuid } = (await at(4)) ?? {};
      await client.post('contact_actions.json', { contacts: [uuid], action: 'set_status', status: 'stopped' });
      await stage().service.settle();
      await importing(out(5));
      const undo = await lifted(job);
      expect(undo).toMatchObject({ total: 1, changed: 1 });
      expect(await statuses(1, 2, 3, 4, 5, 6)).toEqual([...Array(5).fill('stopped'), 'active']);
    });

    it('gives back whom it created, blocked or found in the archive with nothing that it said', async () => {
      const { uuid } = await client.post('contacts.json', { name: 'Ann', urns: [urnOf(1)] });
      await client.post('contact_actions.json', { contacts: [uuid], action: 'set_status', status: 'archived' });
      const { uuid: bob } = await client.post('contacts.json', { name: 'Bob', urns: [urnOf(2)] });
      await client.post('contact_actions.json', { contacts: [bob], action: 'block' });
      await stage().service.settle();
      const content = 'Phone,Status,Opted out\n0788000001,archived,yes\n0788000002,,yes\n0788000003,,yes\n';
      const job = await importing(content);
      expect(await lifted(job)).toMatchObject({ changed: 3, skipped: {} });
      expect(await statuses(1, 2, 3)).toEqual(['archived', 'blocked', 'archived']);
      await client.post('contact_actions.json', { contacts: [bob], action: 'unblock' });
      await importing('Phone,Status\n0788000001,active\n0788000003,active\n');
      expect(await statuses(1, 2, 3)).toEqual(['active', 'active', 'active']);
    });

    it('is only for imports', async () => {
      const { uuid: ann } = await client.post('contacts.json', { name: 'Ann', urns: [urnOf(1)] });
      const body = { type: 'set_status', status: 'archived', selection: { contacts: [ann] } };
      const { uuid } = await client.post('jobs.json', body);
      await stage().service.settle();
      const asked = { action: 'undo', preview: true, reason: 'the wrong column' };
      const refused = await client.ask('POST', `jobs.json?uuid=${uuid}`, asked);
      expect(refused).toMatchObject({ status: 400, body: { reason: [expect.stringContaining('of an import')] } });
    });
  });

  it('leaves whom it did not create where they were, who had nothing on them before', async () => {
    const { uuid } = await client.post('contacts.json', {});
    await client.post('groups.json', { name: 'VIP' });
    await stage().service.settle();
    const content = `uuid,Phone,Group:VIP\n${uuid},0788000005,yes\n`;
    const file = await upload(stage(), client, [{ name: 'people.csv', content }]);
    const shown = await preview(stage(), client, file);
    expect(shown.preview).toMatchObject({ created: 0, updated: 1 });
    const { uuid: job } = await run(stage(), client, shown);
    await stage().service.settle();
    expect(await at(5)).toMatchObject({ uuid, groups: [{ name: 'VIP' }] });
    expect(await undone(job)).toMatchObject({ changed: 1, skipped: {} });
    expect(await at(5)).toMatchObject({ uuid, status: 'active', groups: [] });
  });

  it('is done at once although it was said of somebody only when they were last seen, or created', async () => {
    await client.post('contacts.json', { name: 'Ann', urns: [urnOf(1)] });
    await client.post('contacts.json', { name: 'Bob', urns: [urnOf(2)] });
    await stage().service.settle();
    const content = 'Phone,Last seen on,Created on\n0788000001,2026-01-02,\n0788000002,,2025-01-02\n';
    const shown = await preview(stage(), client, await upload(stage(), client, [{ name: 'people.csv', content }]));
    expect(shown.preview).toMatchObject({ created: 0, updated: 2 });
    const { uuid: job } = await run(stage(), client, shown);
    await stage().service.settle();
    expect(await undone(job)).toMatchObject({ status: 'completed', unchanged: 2, skipped: {} });
    expect(await at(1)).toMatchObject({ status: 'active', name: 'Ann', last_seen_on: '2026-01-02T00:00:00Z' });
  });

  it('leaves an opt-out of somebody in the archive, of which history has no event, at once', async () => {
    const { uuid } = await client.post('contacts.json', { name: 'Ann', urns: [urnOf(1)] });
    await client.post('contact_actions.json', { contacts: [uuid], action: 'set_status', status: 'archived' });
    await stage().service.settle();
    const content = 'Phone,Status,Opted out\n0788000001,archived,yes\n';
    const shown = await preview(stage(), client, await upload(stage(), client, [{ name: 'people.csv', content }]));
    expect(shown.preview).toMatchObject({ updated: 1, opt_outs: { given: 1 } });
    const { uuid: job } = await run(stage(), client, shown);
    await stage().service.settle();
    expect(await undone(job)).toMatchObject({ status: 'completed', skipped: { opted_out: 1 } });
    expect(await at(1)).toMatchObject({ status: 'archived' });
  });

  it('leaves whom somebody has changed since, and who has written since', async () => {
    const job = await imported();
    await client.post(`contacts.json?urn=${encodeURIComponent(urnOf(1))}`, { name: 'Anna' });
    await client.post('events.json', { type: 'msg_received', urn: urnOf(2), text: 'Muraho' });
    await stage().service.settle();
    expect(await undone(job)).toMatchObject({ changed: 2, skipped: { changed_since: 2 } });
    expect(await at(1)).toMatchObject({ status: 'active', name: 'Anna' });
    expect(await at(2)).toMatchObject({ status: 'active' });
  });
});

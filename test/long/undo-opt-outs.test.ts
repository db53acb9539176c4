/** No undo lifts an opt-out, or forgets one that came since. */
import { describe, expect, it } from 'vitest';
import { onUndoStage } from './undo-stage.ts';

const { stage, programme, done, undo, contactOf, outcomesOf } = onUndoStage();

describe('opt-outs and undo', () => {
  const status = (status: string, contacts: readonly string[]) => ({
    type: 'set_status',
    status,
    selection: { contacts },
  });

  it('takes back that a job has stopped somebody, and never lifts an opt-out that an undo has put back', async () => {
    const { client, contacts } = await programme();
    const [ann] = contacts as [string];
    const stopped = await done(client, 'jobs.json', status('stopped', [ann]));
    const undone = await undo(client, stopped['uuid']);
    expect(undone).toMatchObject({ changed: 1 });
    expect(await contactOf(client, ann)).toMatchObject({ status: 'active' });
    const again = await undo(client, undone['uuid']);
    expect(again).toMatchObject({ changed: 1 });
    expect(await contactOf(client, ann)).toMatchObject({ status: 'stopped' });
    expect(await undo(client, again['uuid'])).toMatchObject({ changed: 0, skipped: { opted_out: 1 } });
    expect(await contactOf(client, ann)).toMatchObject({ status: 'stopped' });
  });

  it('does not bring back who wrote STOP after a job had stopped them', async () => {
    const { client, contacts } = await programme();
    const stopped = await done(client, 'jobs.json', status('stopped', contacts));
    const occurred_on = '2026-01-01T00:00:00Z';
    await client.post('events.json', { type: 'stop_contact', urn: 'tel:+250788000000' });
    await client.post('events.json', { type: 'stop_contact', urn: 'tel:+250788000001', occurred_on });
    await stage().service.settle();
    const undone = await undo(client, stopped['uuid']);
    expect((await outcomesOf(client, undone['uuid'])).sort()).toEqual([
      ['Ann', 'changed_since'],
      ['Bob', 'changed_since'],
      ['Cid', 'changed'],
    ]);
  });

  it('does not bring back who has opted out since, though an archived contact shows it nowhere', async () => {
    const { client, contacts } = await programme();
    const [ann, bob] = contacts as [string, string];
    const archived = await done(client, 'jobs.json', status('archived', [ann, bob]));
    await client.post('events.json', { type: 'stop_contact', urn: 'tel:+250788000000' });
    await stage().service.settle();
    await client.post('contact_actions.json', { contacts: [ann], action: 'set_status', status: 'archived' });
    await stage().service.settle();
    expect(await undo(client, archived['uuid'])).toMatchObject({ changed: 1, skipped: { changed_since: 1 } });
    expect(await contactOf(client, ann)).toMatchObject({ status: 'archived' });
  });

  it.each(['archived', 'blocked'])(
    'does not forget a STOP that came late to somebody %s, whom a job had stopped',
    async (before) => {
      const { client, contacts } = await programme();
      await done(client, 'jobs.json', status(before, contacts));
      const stopped = await done(client, 'jobs.json', status('stopped', contacts));
      const occurred_on = '2026-01-01T00:00:00Z';
      await client.post('events.json', { type: 'stop_contact', urn: 'tel:+250788000000', occurred_on });
      await stage().service.settle();
      const undone = await undo(client, stopped['uuid']);
      expect((await outcomesOf(client, undone['uuid'])).sort()).toEqual([
        ['Ann', 'changed_since'],
        ['Bob', 'changed'],
        ['Cid', 'changed'],
      ]);
      expect(await contactOf(client, contacts[1] as string)).toMatchObject({ status: before });
    },
  );
});

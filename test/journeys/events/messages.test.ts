import { describe, expect, it } from 'vitest';
import { contactOf, phone, setStatus } from '../../support/api/client.ts';
import { ago, client, eventsOf, folders, GROUP, messagesOf, newPerson, onStage, receive } from './stage.ts';

onStage();

describe('A message', () => {
  it('from an active contact is stored, and sets last_seen_on; the contact stays in its groups', async () => {
    const person = await newPerson();
    const before = await folders();
    const answer = await receive(person.urn, 'msg_received', { occurred_on: ago(1) });
    expect(answer).toMatchObject({ status: 201, body: { outcome: 'handled', contact: { uuid: person.uuid } } });
    expect(await folders()).toEqual(before);
    const contact = await contactOf(client, person.uuid);
    expect(contact).toMatchObject({ status: 'active', groups: [{ name: GROUP }], last_seen_on: expect.any(String) });
    expect(await messagesOf(person)).toMatchObject([{ text: 'Muraho', visibility: 'visible', urn: person.urn }]);
  });

  it('from a stopped contact opts it back in, without its old groups', async () => {
    const person = await newPerson('stopped');
    const before = await folders();
    await receive(person.urn, 'msg_received');
    expect(await folders()).toEqual({ ...before, active: before.active + 1, stopped: before.stopped - 1 });
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'active', stopped: false, groups: [] });
    expect(await messagesOf(person)).toMatchObject([{ visibility: 'visible' }]);
    expect((await eventsOf(person)).filter((type) => type === 'contact_status_changed')).toHaveLength(2);
  });

  it('from a blocked contact is stored archived; it stays blocked, and was seen', async () => {
    const person = await newPerson('blocked');
    const before = await folders();
    const at = ago(1);
    const { body } = await receive(person.urn, 'msg_received', { occurred_on: at });
    expect(body).toMatchObject({ outcome: 'handled', message: { visibility: 'archived' } });
    expect(await folders()).toEqual(before);
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'blocked', last_seen_on: at });
    expect(await messagesOf(person)).toMatchObject([{ visibility: 'archived' }]);
    expect(await client.all(`messages.json?contact=${person.uuid}&folder=inbox`)).toEqual([]);
  });

  it('from an archived contact is visible; it stays archived, and was seen', async () => {
    const person = await newPerson('archived');
    const before = await folders();
    const at = ago(1);
    await receive(person.urn, 'msg_received', { occurred_on: at });
    expect(await folders()).toEqual(before);
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'archived', last_seen_on: at, groups: [] });
    expect(await messagesOf(person)).toMatchObject([{ visibility: 'visible' }]);
  });

  it('from a URN that no contact has creates a contact; a second one finds it', async () => {
    const urn = phone(500_000);
    const before = await folders();
    const first = await receive(urn, 'msg_received');
    const { uuid } = first.body.contact;
    expect(first).toMatchObject({ status: 201, body: { contact: { name: null, status: 'active' } } });
    expect((await receive(urn, 'msg_received')).body.contact.uuid).toBe(uuid);
    expect(await folders()).toEqual({ ...before, active: before.active + 1 });
    expect(await contactOf(client, urn)).toMatchObject({ uuid, name: null, urns: [urn], groups: [] });
    expect(await messagesOf({ uuid, urn })).toHaveLength(2);
  });

  it('creates one contact when many come from a new URN at once', async () => {
    const urn = phone(500_001);
    const before = await folders();
    const answers = await Promise.all(Array.from({ length: 6 }, () => receive(urn, 'msg_received')));
    const uuids = new Set(answers.map(({ body }) => body.contact.uuid));
    expect(uuids.size).toBe(1);
    expect(await folders()).toEqual({ ...before, active: before.active + 1 });
    expect(await messagesOf({ uuid: [...uuids].join(), urn })).toHaveLength(6);
  });

  it('finds its sender in any spelling of the number', async () => {
    const person = await newPerson();
    const written = person.urn.replace('tel:+250', 'tel:0');
    expect((await receive(written, 'msg_received')).body.contact.uuid).toBe(person.uuid);
  });
});

describe('Last seen', () => {
  it('never moves backwards', async () => {
    const person = await newPerson();
    const [late, early] = [ago(2), ago(50)];
    for (const occurred_on of [late, early, late]) await receive(person.urn, 'msg_received', { occurred_on });
    expect(await contactOf(client, person.uuid)).toMatchObject({ last_seen_on: late });
    await receive(person.urn, 'mo_call', { occurred_on: early });
    expect(await contactOf(client, person.uuid)).toMatchObject({ last_seen_on: late });
    expect(await messagesOf(person)).toHaveLength(3);
  });

  it('is never in the future: a clock that is a little ahead counts as now, one far ahead is refused', async () => {
    const person = await newPerson();
    await receive(person.urn, 'msg_received', { occurred_on: ago(-0.5) });
    const { last_seen_on: seen } = await contactOf(client, person.uuid);
    expect(Date.parse(seen)).toBeLessThanOrEqual(Date.now());
    const refused = await receive(person.urn, 'msg_received', { occurred_on: ago(-48) });
    expect(refused).toMatchObject({ status: 400, body: { occurred_on: ['This time is in the future.'] } });
  });

  it('is not changed by updates through the API', async () => {
    const person = await newPerson();
    await client.post(`contacts.json?uuid=${person.uuid}`, { name: 'Ann' });
    await setStatus(client, 'archived', person.uuid);
    expect(await contactOf(client, person.uuid)).toMatchObject({ last_seen_on: null });
  });
});

describe('The same external id', () => {
  it('counts once, one after the other', async () => {
    const person = await newPerson();
    const message = { external_id: 'wamid.a' };
    expect((await receive(person.urn, 'msg_received', message)).body.outcome).toBe('handled');
    const after = await contactOf(client, person.uuid);
    for (let time = 0; time < 3; time++)
      expect(await receive(person.urn, 'msg_received', message)).toMatchObject({
        status: 200,
        body: { outcome: 'duplicate' },
      });
    expect(await messagesOf(person)).toHaveLength(1);
    expect(await contactOf(client, person.uuid)).toEqual(after);
  });

  it('counts once, all at the same time', async () => {
    const person = await newPerson();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => receive(person.urn, 'msg_received', { external_id: 'wamid.b' })),
    );
    expect(answers.filter(({ body }) => body.outcome === 'handled')).toHaveLength(1);
    expect(await messagesOf(person)).toHaveLength(1);
    await folders();
  });

  it('of an opt-out that is sent again does not stop a contact that has opted in since', async () => {
    const person = await newPerson();
    const optOut = { external_id: 'stop.1' };
    await receive(person.urn, 'stop_contact', optOut);
    await receive(person.urn, 'msg_received');
    expect((await receive(person.urn, 'stop_contact', optOut)).body.outcome).toBe('duplicate');
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'active' });
    await folders();
  });
});

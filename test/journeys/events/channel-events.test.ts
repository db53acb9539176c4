import { describe, expect, it } from 'vitest';
import { contactOf, phone } from '../../support/api/client.ts';
import { ago, client, eventsOf, folders, messagesOf, newPerson, onStage, receive } from './stage.ts';

const OTHERS = ['new_conversation', 'referral', 'mo_call', 'mo_miss', 'welcome_message'];

onStage();

describe('A channel event', () => {
  it.each(OTHERS)('%s of a blocked contact changes nothing', async (type) => {
    const person = await newPerson('blocked');
    const before = { folders: await folders(), contact: await contactOf(client, person.uuid) };
    expect(await receive(person.urn, type)).toMatchObject({ status: 200, body: { outcome: 'ignored' } });
    expect({ folders: await folders(), contact: await contactOf(client, person.uuid) }).toEqual(before);
  });

  it('stop_contact of a blocked contact is remembered: unblocked, it is stopped', async () => {
    const person = await newPerson('blocked');
    expect(await receive(person.urn, 'stop_contact')).toMatchObject({ status: 201, body: { outcome: 'handled' } });
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'blocked', last_seen_on: null });
    await client.post('contact_actions.json', { action: 'unblock', contacts: [person.uuid] });
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'stopped' });
  });

  it.each(['new_conversation', 'referral'])('%s opts a stopped contact back in', async (type) => {
    const person = await newPerson('stopped');
    const before = await folders();
    await receive(person.urn, type);
    expect(await folders()).toEqual({ ...before, active: before.active + 1, stopped: before.stopped - 1 });
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'active', last_seen_on: expect.any(String) });
    expect(await messagesOf(person)).toEqual([]);
  });

  it.each(['mo_call', 'mo_miss', 'welcome_message'])('%s leaves a stopped contact stopped, but seen', async (type) => {
    const person = await newPerson('stopped');
    const before = await folders();
    await receive(person.urn, type);
    expect(await folders()).toEqual(before);
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'stopped', last_seen_on: expect.any(String) });
  });

  it('stop_contact stops the contact and removes it from its groups; a second one only sets last_seen_on', async () => {
    const person = await newPerson();
    const before = await folders();
    const at = ago(3);
    await receive(person.urn, 'stop_contact', { occurred_on: at });
    const stopped = { ...before, active: before.active - 1, stopped: before.stopped + 1 };
    expect(await folders()).toEqual(stopped);
    const contact = await contactOf(client, person.uuid);
    expect(contact).toMatchObject({ status: 'stopped', stopped: true, groups: [], last_seen_on: at });

    const again = ago(1);
    await receive(person.urn, 'stop_contact', { occurred_on: again });
    expect(await folders()).toEqual(stopped);
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'stopped', last_seen_on: again });
    expect((await eventsOf(person)).filter((type) => type === 'contact_status_changed')).toHaveLength(1);
  });

  it('leaves an archived contact archived, but seen', async () => {
    const person = await newPerson('archived');
    const before = await folders();
    await receive(person.urn, 'new_conversation');
    expect(await folders()).toEqual(before);
    expect(await contactOf(client, person.uuid)).toMatchObject({
      status: 'archived',
      last_seen_on: expect.any(String),
    });
  });

  it('of a URN that no contact has creates a contact; an opt-out creates a stopped one', async () => {
    const before = await folders();
    await receive(phone(500_010), 'new_conversation');
    await receive(phone(500_011), 'stop_contact');
    expect(await folders()).toEqual({ ...before, active: before.active + 1, stopped: before.stopped + 1 });
    expect(await contactOf(client, phone(500_011))).toMatchObject({ status: 'stopped' });
  });
});

import { describe, expect, it } from 'vitest';
import { contactOf, setStatus } from '../../support/api/client.ts';
import { client, folders, newPerson, onStage, type Person, receive, service } from './stage.ts';

onStage();

describe('An opt-out', () => {
  const forGood = async ({ uuid }: Person) => {
    await setStatus(client, 'archived', uuid);
    expect((await client.ask('DELETE', `contacts.json?uuid=${uuid}`)).status).toBe(204);
    await service.idle();
  };

  it('survives deletion: a contact created again by the API is stopped, and opts in by a message', async () => {
    const person = await newPerson();
    await receive(person.urn, 'stop_contact');
    await forGood(person);
    const before = await folders();
    expect(await contactOf(client, person.urn)).toBeUndefined();

    const created = await client.post('contacts.json', { name: 'Again', urns: [person.urn] });
    expect(created).toMatchObject({ status: 'stopped', stopped: true, groups: [] });
    expect(await folders()).toEqual({ ...before, stopped: before.stopped + 1 });

    await receive(person.urn, 'msg_received');
    expect(await folders()).toEqual({ ...before, active: before.active + 1 });
    expect(await contactOf(client, person.urn)).toMatchObject({ uuid: created.uuid, status: 'active', name: 'Again' });
  });

  it('survives a second deletion too', async () => {
    const person = await newPerson();
    await receive(person.urn, 'stop_contact');
    await forGood(person);
    const { uuid } = await client.post('contacts.json', { urns: [person.urn] });
    await forGood({ uuid, urn: person.urn });
    expect(await client.post('contacts.json', { urns: [person.urn] })).toMatchObject({ status: 'stopped' });
    await folders();
  });

  it('survives deletion, but ends with an incoming message', async () => {
    const person = await newPerson();
    await receive(person.urn, 'stop_contact');
    await forGood(person);
    const before = await folders();
    const { body } = await receive(person.urn, 'msg_received');
    expect(body.contact).toMatchObject({ status: 'active' });
    expect(body.contact.uuid).not.toBe(person.uuid);
    expect(await folders()).toEqual({ ...before, active: before.active + 1 });
  });

  it('is also being blocked: created again after deletion the contact is blocked, and a message does not change that', async () => {
    const person = await newPerson('blocked');
    await forGood(person);
    const before = await folders();
    const { body } = await receive(person.urn, 'msg_received');
    expect(body).toMatchObject({ contact: { status: 'blocked' }, message: { visibility: 'archived' } });
    expect(await folders()).toEqual({ ...before, blocked: before.blocked + 1 });
  });

  it('of a contact that opted in again before the deletion is forgotten', async () => {
    const person = await newPerson();
    await receive(person.urn, 'stop_contact');
    await receive(person.urn, 'msg_received');
    await forGood(person);
    expect(await client.post('contacts.json', { urns: [person.urn] })).toMatchObject({ status: 'active' });
    await folders();
  });
});

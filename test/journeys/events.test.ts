import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactCounts } from '../support/api/census.ts';
import { type Client, contactOf, createPeople, openClient, phone, prepare, setStatus } from '../support/api/client.ts';
import { type Service, startService } from '../support/service.ts';

/** What comes in from people, rule by rule (TextIt 2.5 to 2.8). */

const GROUP = 'Listeners';
const CHANNEL_EVENTS = ['new_conversation', 'referral', 'mo_call', 'mo_miss', 'welcome_message', 'stop_contact'];

let service: Service;
let client: Client;
let people = 0;

beforeAll(async () => {
  service = await startService();
  client = openClient(service);
  await prepare(client);
  await client.post('groups.json', { name: GROUP });
});

afterAll(() => service?.stop());

interface Person {
  readonly uuid: string;
  readonly urn: string;
}

/** Somebody new with a phone number, in a group while active. */
async function somebody(status = 'active'): Promise<Person> {
  const first = people++;
  const [uuid = ''] = await createPeople(client, 1, { first, groups: [GROUP] });
  if (status !== 'active') await setStatus(client, status, uuid);
  return { uuid, urn: phone(first) };
}

const receive = (urn: string, type: string, more: object = {}) =>
  client.ask('POST', 'events.json', { type, urn, ...(type === 'msg_received' && { text: 'Muraho' }), ...more });

const folders = async () => {
  await service.idle();
  return (await exactCounts(client)).folders;
};

const messagesOf = ({ uuid }: Person) => client.all(`messages.json?contact=${uuid}`);
const eventsOf = async ({ uuid }: Person): Promise<string[]> =>
  (await client.all(`history.json?contact=${uuid}`)).map(({ type }) => type);

const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString().replace('Z', '000Z');

describe('A message', () => {
  it('from an active contact is stored, and is a sign of life; the contact stays in its groups', async () => {
    const person = await somebody();
    const before = await folders();
    const answer = await receive(person.urn, 'msg_received', { occurred_on: ago(1) });
    expect(answer).toMatchObject({ status: 201, body: { outcome: 'handled', contact: { uuid: person.uuid } } });
    expect(await folders()).toEqual(before);
    const contact = await contactOf(client, person.uuid);
    expect(contact).toMatchObject({ status: 'active', groups: [{ name: GROUP }], last_seen_on: expect.any(String) });
    expect(await messagesOf(person)).toMatchObject([{ text: 'Muraho', visibility: 'visible', urn: person.urn }]);
  });

  it('from a stopped contact opts it back in, without its old groups', async () => {
    const person = await somebody('stopped');
    const before = await folders();
    await receive(person.urn, 'msg_received');
    expect(await folders()).toEqual({ ...before, active: before.active + 1, stopped: before.stopped - 1 });
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'active', stopped: false, groups: [] });
    expect(await messagesOf(person)).toMatchObject([{ visibility: 'visible' }]);
    expect((await eventsOf(person)).filter((type) => type === 'contact_status_changed')).toHaveLength(2);
  });

  it('from a blocked contact is stored archived; it stays blocked, and was seen', async () => {
    const person = await somebody('blocked');
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
    const person = await somebody('archived');
    const before = await folders();
    const at = ago(1);
    await receive(person.urn, 'msg_received', { occurred_on: at });
    expect(await folders()).toEqual(before);
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'archived', last_seen_on: at, groups: [] });
    expect(await messagesOf(person)).toMatchObject([{ visibility: 'visible' }]);
  });

  it('from an address that nobody has makes a contact; a second one finds it', async () => {
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

  it('makes one contact when many come from a new address at once', async () => {
    const urn = phone(500_001);
    const before = await folders();
    const answers = await Promise.all(Array.from({ length: 6 }, () => receive(urn, 'msg_received')));
    const uuids = new Set(answers.map(({ body }) => body.contact.uuid));
    expect(uuids.size).toBe(1);
    expect(await folders()).toEqual({ ...before, active: before.active + 1 });
    expect(await messagesOf({ uuid: [...uuids].join(), urn })).toHaveLength(6);
  });

  it('finds its sender however the number is written', async () => {
    const person = await somebody();
    const written = person.urn.replace('tel:+250', 'tel:0');
    expect((await receive(written, 'msg_received')).body.contact.uuid).toBe(person.uuid);
  });
});

describe('Last seen', () => {
  it('never moves backwards', async () => {
    const person = await somebody();
    const [late, early] = [ago(2), ago(50)];
    for (const occurred_on of [late, early, late]) await receive(person.urn, 'msg_received', { occurred_on });
    expect(await contactOf(client, person.uuid)).toMatchObject({ last_seen_on: late });
    await receive(person.urn, 'mo_call', { occurred_on: early });
    expect(await contactOf(client, person.uuid)).toMatchObject({ last_seen_on: late });
    expect(await messagesOf(person)).toHaveLength(3);
  });

  it('is never in the future: a clock that is a little ahead counts as now, one far ahead is refused', async () => {
    const person = await somebody();
    await receive(person.urn, 'msg_received', { occurred_on: ago(-0.5) });
    const { last_seen_on: seen } = await contactOf(client, person.uuid);
    expect(Date.parse(seen)).toBeLessThanOrEqual(Date.now());
    const refused = await receive(person.urn, 'msg_received', { occurred_on: ago(-48) });
    expect(refused).toMatchObject({ status: 400, body: { occurred_on: ['This time is in the future.'] } });
  });

  it('is not moved by what people do at the console', async () => {
    const person = await somebody();
    await client.post(`contacts.json?uuid=${person.uuid}`, { name: 'Ann' });
    await setStatus(client, 'archived', person.uuid);
    expect(await contactOf(client, person.uuid)).toMatchObject({ last_seen_on: null });
  });
});

describe('A channel event', () => {
  it.each(CHANNEL_EVENTS)('%s of a blocked contact is nothing at all', async (type) => {
    const person = await somebody('blocked');
    const before = { folders: await folders(), contact: await contactOf(client, person.uuid) };
    expect(await receive(person.urn, type)).toMatchObject({ status: 200, body: { outcome: 'ignored' } });
    expect({ folders: await folders(), contact: await contactOf(client, person.uuid) }).toEqual(before);
  });

  it.each(['new_conversation', 'referral'])('%s opts a stopped contact back in', async (type) => {
    const person = await somebody('stopped');
    const before = await folders();
    await receive(person.urn, type);
    expect(await folders()).toEqual({ ...before, active: before.active + 1, stopped: before.stopped - 1 });
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'active', last_seen_on: expect.any(String) });
    expect(await messagesOf(person)).toEqual([]);
  });

  it.each(['mo_call', 'mo_miss', 'welcome_message'])('%s leaves a stopped contact stopped, but seen', async (type) => {
    const person = await somebody('stopped');
    const before = await folders();
    await receive(person.urn, type);
    expect(await folders()).toEqual(before);
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'stopped', last_seen_on: expect.any(String) });
  });

  it('stop_contact stops the contact and takes it out of its groups; once more it is only seen', async () => {
    const person = await somebody();
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
    const person = await somebody('archived');
    const before = await folders();
    await receive(person.urn, 'new_conversation');
    expect(await folders()).toEqual(before);
    expect(await contactOf(client, person.uuid)).toMatchObject({
      status: 'archived',
      last_seen_on: expect.any(String),
    });
  });

  it('of an address that nobody has makes a contact; an opt-out makes a stopped one', async () => {
    const before = await folders();
    await receive(phone(500_010), 'new_conversation');
    await receive(phone(500_011), 'stop_contact');
    expect(await folders()).toEqual({ ...before, active: before.active + 1, stopped: before.stopped + 1 });
    expect(await contactOf(client, phone(500_011))).toMatchObject({ status: 'stopped' });
  });
});

describe('The same external id', () => {
  it('counts once, one after the other', async () => {
    const person = await somebody();
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
    const person = await somebody();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => receive(person.urn, 'msg_received', { external_id: 'wamid.b' })),
    );
    expect(answers.filter(({ body }) => body.outcome === 'handled')).toHaveLength(1);
    expect(await messagesOf(person)).toHaveLength(1);
    await folders();
  });

  it('of an opt-out that comes again does not stop somebody who came back since', async () => {
    const person = await somebody();
    const optOut = { external_id: 'stop.1' };
    await receive(person.urn, 'stop_contact', optOut);
    await receive(person.urn, 'msg_received');
    expect((await receive(person.urn, 'stop_contact', optOut)).body.outcome).toBe('duplicate');
    expect(await contactOf(client, person.uuid)).toMatchObject({ status: 'active' });
    await folders();
  });
});

describe('An opt-out', () => {
  const forGood = async ({ uuid }: Person) => {
    await setStatus(client, 'archived', uuid);
    expect((await client.ask('DELETE', `contacts.json?uuid=${uuid}`)).status).toBe(204);
    await service.idle();
  };

  it('survives deletion: who is created again by the API is stopped, and opts in by writing', async () => {
    const person = await somebody();
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
    const person = await somebody();
    await receive(person.urn, 'stop_contact');
    await forGood(person);
    const { uuid } = await client.post('contacts.json', { urns: [person.urn] });
    await forGood({ uuid, urn: person.urn });
    expect(await client.post('contacts.json', { urns: [person.urn] })).toMatchObject({ status: 'stopped' });
    await folders();
  });

  it('survives deletion, but an incoming message is its end', async () => {
    const person = await somebody();
    await receive(person.urn, 'stop_contact');
    await forGood(person);
    const before = await folders();
    const { body } = await receive(person.urn, 'msg_received');
    expect(body.contact).toMatchObject({ status: 'active' });
    expect(body.contact.uuid).not.toBe(person.uuid);
    expect(await folders()).toEqual({ ...before, active: before.active + 1 });
  });

  it('is what being blocked is as well: who was deleted comes back blocked, and writing does not help', async () => {
    const person = await somebody('blocked');
    await forGood(person);
    const before = await folders();
    const { body } = await receive(person.urn, 'msg_received');
    expect(body).toMatchObject({ contact: { status: 'blocked' }, message: { visibility: 'archived' } });
    expect(await folders()).toEqual({ ...before, blocked: before.blocked + 1 });
  });

  it('of somebody who opted in again before the deletion is forgotten', async () => {
    const person = await somebody();
    await receive(person.urn, 'stop_contact');
    await receive(person.urn, 'msg_received');
    await forGood(person);
    expect(await client.post('contacts.json', { urns: [person.urn] })).toMatchObject({ status: 'active' });
    await folders();
  });
});

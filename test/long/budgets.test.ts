import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople, phone, prepare } from '../support/api/client.ts';
import { flowWith } from '../support/api/flows.ts';
import { engines } from '../support/engines/engines.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

/**
 * Read units that whole requests may consume, with token and settings, as the engine counts them (design, 3 and 11).
 */
describe.skipIf(!engines[0]?.exactCapacity)('sendable.json', () => {
  const stage = onInProcessStage();

  it('reads at most 1 unit an address, whoever has it', async () => {
    const client = await stage().open();
    await createPeople(client, 300);
    await client.get('workspace.json');
    const urns = Array.from({ length: 400 }, (_, index) => phone(index));
    const answer = await client.ask('POST', 'sendable.json', { urns }, { 'x-report-capacity': '1' });
    expect(answer.body.results.filter(({ outcome }: { outcome: string }) => outcome === 'sendable')).toHaveLength(300);
    const [, read] = /^read=([\d.]+);/.exec(answer.headers.get('x-consumed-capacity') ?? '') ?? [];
    // The token and the settings are read as well.
    expect(Number(read)).toBeLessThanOrEqual(400);
  });
});

describe.skipIf(!engines[0]?.exactCapacity)('A start of 100 contacts', () => {
  const stage = onInProcessStage();
  const flow = flowWith('Budget', 1, [{ type: 'set_contact_language', language: 'kin' }]);
  let client: Client;
  let contacts: readonly string[];

  /** Read units of a start, and its answer. */
  async function start(recipients: object) {
    const body = { flow: flow.uuid, ...recipients };
    const answer = await client.ask('POST', 'flow_starts.json', body, { 'x-report-capacity': '1' });
    expect(answer.status).toBe(201);
    const [, read] = /^read=([\d.]+);/.exec(answer.headers.get('x-consumed-capacity') ?? '') ?? [];
    return { read: Number(read), body: answer.body };
  }

  beforeAll(async () => {
    client = await stage().open();
    await prepare(client);
    await client.post('flows.json', flow);
    contacts = await createPeople(client, 100);
    await stage().settle();
    // From now on groups and fields are cached, and are read again only when they change.
    await client.get('workspace.json');
  });

  const named = () => contacts.map((uuid, index) => ({ uuid, name: `Person ${index}` }));
  const urns = Array.from({ length: 100 }, (_, index) => phone(index));

  it('reads each contact once by uuid: at most 60 units', async () => {
    const { read, body } = await start({ contacts });
    expect(read).toBeLessThanOrEqual(60);
    expect(body.contacts).toEqual(named());
  });

  it.each(['contacts', 'urns'])(
    'reads each contact once by URN (the owner of the URN, then the contact), in `%s`: at most 210 units',
    async (key) => {
      const { read, body } = await start({ [key]: urns });
      expect(read).toBeLessThanOrEqual(210);
      // An answer shows the contacts that were sent, as TextIt's does, and none of the addresses.
      expect(body.contacts).toEqual(key === 'contacts' ? named() : []);
    },
  );

  it('contains a contact once that is named both by uuid and by URN', async () => {
    expect((await start({ contacts, urns })).body.contacts).toEqual(named());
  });
});

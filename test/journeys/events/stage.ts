/** Shared by the journeys of events: a running service with a group, contacts, and their events (TextIt 2.5 to 2.8). */
import { afterAll, beforeAll } from 'vitest';
import type { ApiAnswer } from '../../support/api/api.ts';
import { type Counts, exactCounts } from '../../support/api/census.ts';
import { type Client, createPeople, openClient, phone, prepare, setStatus } from '../../support/api/client.ts';
import type { Service } from '../../support/service.ts';
import { joinJourney } from '../stage.ts';

export const GROUP = 'Listeners';

export let service: Service;
export let client: Client;
let people = 0;

/** Starts the service for the tests of a file. */
export function onStage(): void {
  beforeAll(async () => {
    service = await joinJourney();
    client = openClient(service);
    await prepare(client);
    await client.post('groups.json', { name: GROUP });
  });

  afterAll(() => service?.stop());
}

export interface Person {
  readonly uuid: string;
  readonly urn: string;
}

/** A new contact with a phone number, in a group while active. */
export async function newPerson(status = 'active'): Promise<Person> {
  const first = people++;
  const [uuid = ''] = await createPeople(client, 1, { first, groups: [GROUP] });
  if (status !== 'active') await setStatus(client, status, uuid);
  return { uuid, urn: phone(first) };
}

export const receive = (urn: string, type: string, more: object = {}): Promise<ApiAnswer> =>
  client.ask('POST', 'events.json', { type, urn, ...(type === 'msg_received' && { text: 'Muraho' }), ...more });

/** The number of contacts in each folder, after a check of every count against the lists. */
export async function folders(): Promise<Counts['folders']> {
  await service.idle();
  return (await exactCounts(client)).folders;
}

export const messagesOf = ({ uuid }: Person): Promise<ApiAnswer['body'][]> =>
  client.all(`messages.json?contact=${uuid}`);

export const eventsOf = async ({ uuid }: Person): Promise<string[]> =>
  (await client.all(`history.json?contact=${uuid}`)).map(({ type }) => type);

export const ago = (hours: number): string =>
  new Date(Date.now() - hours * 3_600_000).toISOString().replace('Z', '000Z');

/** Shared by the tests of smart groups: a service in process, a new workspace for each test, and reading groups. */
import { beforeAll, beforeEach, expect } from 'vitest';
import type { ApiAnswer } from '../../support/api/api.ts';
import { exactCounts } from '../../support/api/census.ts';
import { type Client, contactOf, phone, sideBySide } from '../../support/api/client.ts';
import type { InProcessStage } from '../../support/in-process/clients.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

export type Json = ApiAnswer['body'];

export const DAY = 86_400_000;
/** Noon, UTC, which is the workspaces' time zone too. */
export const START = Date.UTC(2027, 2, 1, 12);

export let stage: InProcessStage;
/** In a workspace of its own for each test, with a field `age`. */
export let client: Client;

/** Opens the service for the tests of a file; its clock is at `START`. */
export function onStage(): void {
  const opened = onInProcessStage();

  beforeAll(async () => {
    stage = opened();
    await goTo(0);
  });

  beforeEach(async () => {
    client = await stage.open();
    await client.post('fields.json', { name: 'Age', type: 'number' });
  });
}

export const goTo = (days: number): Promise<void> => stage.service.goTo(START + days * DAY);

export const create = async (body: object): Promise<string> => (await client.post('contacts.json', body)).uuid;
export const change = (uuid: string, body: object): Promise<Json> => client.post(`contacts.json?uuid=${uuid}`, body);

/** People of these ages, with the phone numbers `phone(0)` and following. */
export const createAged = (...ages: number[]): Promise<string[]> =>
  sideBySide([...ages.keys()], (n) =>
    create({ name: `Person ${n}`, urns: [phone(n)], fields: { age: String(ages[n]) } }),
  );

/** A smart group that is ready. */
export async function createGroup(name: string, query: string): Promise<string> {
  const { uuid } = await client.post('groups.json', { name, query });
  await stage.settle();
  expect(await groupOf(uuid)).toMatchObject({ status: 'ready' });
  return uuid;
}

export const groupOf = async (uuid: string): Promise<Json> => (await client.get(`groups.json?uuid=${uuid}`)).results[0];
export const namesOf = ({ groups }: Json): string[] => groups.map(({ name }: Json) => name).sort();
export const groupsOf = async (uuid: string): Promise<string[]> => namesOf(await contactOf(client, uuid));

/** The members of a group by its list, after a check of every count against the lists. */
export async function membersOf(group: string): Promise<string[]> {
  await stage.settle();
  const { groups } = await exactCounts(client);
  const members: string[] = (await client.all(`contacts.json?group=${group}`)).map(({ uuid }) => uuid);
  expect(groups[group]).toBe(members.length);
  return members.sort();
}

export const some = (uuids: readonly string[], ...indexes: number[]): string[] =>
  indexes.map((n) => uuids[n] ?? '').sort();

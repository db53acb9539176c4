import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople, openClient, phone, prepare, setStatus, sideBySide } from '../support/api/client.ts';
import { atNight } from '../support/night.ts';
import type { Service } from '../support/service.ts';
import { pagesOf, startJourney } from './stage.ts';

/** messages.json of all contacts: full pages and a little more, while contacts are archived and deleted. */
const PEOPLE = 12;
const MESSAGES = atNight(540, { byDay: 290 });
const PAGE = 250;
const PAGES = Math.ceil(MESSAGES / PAGE);
const START = Date.UTC(2026, 0, 5, 8);

let service: Service;
let client: Client;
let people: string[];
/** Each message's uuid, oldest first, and who sent it: in turn. */
let received: string[];

const senderOf = (index: number) => index % PEOPLE;

/** 200 messages within a second, then one every twenty seconds. */
const timeOf = (index: number): string =>
  new Date(START + (index < 200 ? index * 5 : (index - 199) * 20_000)).toISOString();

beforeAll(async () => {
  service = await startJourney();
  client = openClient(service);
  await prepare(client);
  people = await createPeople(client, PEOPLE);
  // The function that writes the log dies a few times in the middle of its batches, which are then delivered again.
  await service.local('POST', 'faults', { kill: { function: 'project', after_ms: 20, times: 5 } });
  const numbers = Array.from({ length: MESSAGES }, (_, index) => index);
  received = await sideBySide(numbers, async (index) => {
    const message = { type: 'msg_received', urn: phone(senderOf(index)), text: `${index}`, occurred_on: timeOf(index) };
    return (await client.post('events.json', message)).message.uuid;
  });
  await service.idle();
});

afterAll(() => service?.stop());

const newestFirst = (keep: (index: number) => boolean = () => true): string[] =>
  received.filter((_, index) => keep(index)).reverse();

const uuids = async (query = ''): Promise<string[]> =>
  (await client.all(`messages.json?${query}`)).map(({ uuid }) => uuid);

describe('The messages of a workspace', () => {
  it('are listed in full pages, newest first, each once, although functions died while they wrote the log', async () => {
    const { happened } = (await service.local('GET', 'faults')).body;
    expect(happened.kill).toBe(5);
    const pages: { uuid: string; created_on: string }[][] = [];
    for await (const page of pagesOf(client, 'messages.json')) pages.push(page);
    expect(pages.map((page) => page.length)).toEqual([...Array(PAGES - 1).fill(PAGE), MESSAGES % PAGE]);
    expect(pages.flat().map(({ uuid }) => uuid)).toEqual(newestFirst());
    expect(pages.flat().map(({ created_on }) => Date.parse(created_on))).toEqual(
      Array.from({ length: MESSAGES }, (_, index) => Date.parse(timeOf(MESSAGES - 1 - index))),
    );
  });

  it('are neither lost nor repeated while some are archived and others are received; deleted contacts take theirs with them', async () => {
    const seen: string[] = [];
    for await (const page of pagesOf(client, 'messages.json')) {
      seen.push(...page.map(({ uuid }) => uuid));
      const [contact] = people.splice(0, 1);
      await client.post('contact_actions.json', { action: 'archive_messages', contacts: [contact] });
      people.push(contact ?? '');
      await client.post('events.json', { type: 'msg_received', urn: phone(PEOPLE - 1), text: 'Later' });
      await service.idle();
    }
    expect(seen).toEqual(newestFirst());
    const archived = newestFirst((index) => senderOf(index) < PAGES);
    expect(await uuids('folder=archived')).toEqual(archived);
    const inbox = await uuids('folder=inbox');
    expect(inbox.slice(PAGES)).toEqual(newestFirst((index) => senderOf(index) >= PAGES));
    expect(await uuids('folder=incoming')).toHaveLength(MESSAGES + PAGES);

    // The messages of deleted contacts disappear from every list.
    const gone = [1, 2, 3, 4, 5, 6, 7, 8].map(phone);
    await setStatus(client, 'archived', ...gone);
    await client.post('contact_actions.json', { action: 'delete', contacts: gone });
    const left = newestFirst((index) => senderOf(index) === 0 || senderOf(index) > 8);
    const all = await uuids();
    expect(all.slice(PAGES)).toEqual(left);
    await service.idle();
    expect(await uuids()).toEqual(all);
    expect(await uuids('folder=archived')).toEqual(newestFirst((index) => senderOf(index) === 0));
    expect(await uuids(`uuid=${received[1]}`)).toEqual([]);
  });
});

/** Lists whose usual page would exceed Lambda's limit: pages end earlier, and nothing is lost or repeated. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { putHistory } from '../../shared/data/contacts/index.ts';
import { toContactItem } from '../../shared/data/contacts/item.ts';
import { putStints, stintsBegun, withStints } from '../../shared/data/contacts/rosters.ts';
import { putAll } from '../../shared/data/dynamo/index.ts';
import { createJob } from '../../shared/data/jobs/index.ts';
import { putMessage } from '../../shared/data/messages/messages.ts';
import { saveFlow } from '../../shared/data/workspace/flows.ts';
import { storeGroup } from '../../shared/data/workspace/groups.ts';
import type { FieldKey, FlowId, JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import { RESULT_BYTES } from '../../shared/lambda/http/answer-size.ts';
import { aContact, CHANGE, NOW, person } from '../shared/data/contacts/people.ts';
import { newMessage } from '../shared/data/messages/inbox.ts';
import { aFlow, aGroup } from '../shared/data/workspace/samples.ts';
import type { Client } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

// Some events here are put where no version is, and some jobs' messages are taken away.
const stage = onInProcessStage({ except: ['history', 'stuck jobs'] });
let client: Client;
let workspace: WorkspaceId;
const data = () => stage().service.runtime.data;

beforeAll(async () => {
  client = await stage().open();
  workspace = (await client.get('workspace.json')).uuid;
});

/** What takes most in JSON within JSON: four bytes a character. */
const quotes = (count: number): string => '"'.repeat(count);
/** So many of 240 KB each, as Lambda counts them, are too many for one answer. */
const MANY = 28;
const later = (micros: number): Instant => instant(NOW + micros);

type Page = Awaited<ReturnType<Client['get']>>;

/** All pages of a list, each of which Lambda would send. */
async function pagesOf(path: string): Promise<Page[]> {
  const pages: Page[] = [];
  for (let next: string | null = `/api/v2/${path}`; next !== null; ) {
    const page: Page = await client.get(next);
    expect(Buffer.byteLength(JSON.stringify(JSON.stringify(page)))).toBeLessThan(RESULT_BYTES);
    pages.push(page);
    next = page.next?.slice(stage().url.length) ?? null;
  }
  return pages;
}

async function pagesBack(last: Page): Promise<Page[]> {
  const pages: Page[] = [];
  for (let link = last.previous; link !== null; link = pages[0].previous) {
    const page = await client.get(link.slice(stage().url.length));
    expect(Buffer.byteLength(JSON.stringify(JSON.stringify(page)))).toBeLessThan(RESULT_BYTES);
    pages.unshift(page);
  }
  return pages;
}

const idsOf = (pages: readonly Page[]): string[] =>
  pages.flatMap(({ results }) => results.map(({ uuid }: { uuid: string }) => uuid));

/** Follows a list to its end; returns the ids. */
async function read(path: string): Promise<string[]> {
  const pages = await pagesOf(path);
  expect(pages.length).toBeGreaterThan(1);
  return idsOf(pages);
}

describe('of contacts that are large', () => {
  const COUNT = 36;
  let uuids: string[];
  let group: string;

  beforeAll(async () => {
    await client.post('fields.json', { name: 'Story', type: 'text' });
    group = (await client.post('groups.json', { name: 'Large' })).uuid;
    const people = Array.from({ length: COUNT }, (_, index) =>
      withStints(
        null,
        person({
          groups: [group as never],
          modifiedOn: later(index),
          name: `Person ${index}`,
          fields: { ['story' as FieldKey]: { text: quotes(50_000) } },
        } as never),
      ),
    );
    await putAll(
      data(),
      'contacts',
      people.map((one) => toContactItem(workspace, one)),
    );
    await putStints(
      data(),
      workspace,
      people.flatMap((one) => stintsBegun(null, one)),
    );
    uuids = people.map(({ uuid }) => uuid);
  });

  test.each([
    ['all', 'contacts.json'],
    ['that match', 'contacts.json?query=name%20~%20person'],
    ['of a group', 'group'],
  ])('%s are listed, each once', async (_, path) => {
    const found = await read(path === 'group' ? `contacts.json?group=${group}` : path);
    expect(found.toSorted()).toEqual(uuids.toSorted());
  });

  test('all are listed the way back', async () => {
    const pages = await pagesOf('contacts.json');
    const last = pages.at(-1) as Page;
    expect(idsOf([...(await pagesBack(last)), last])).toEqual(idsOf(pages));
  });
});

test('history, messages, flow starts, flows and groups that are heavy are listed, each once', async () => {
  const contact = person({ uuid: aContact(), name: 'One' });
  await putAll(data(), 'contacts', [toContactItem(workspace, contact)]);
  const versions = Array.from({ length: MANY }, (_, version) => ({
    contact: contact.uuid,
    version: version + 1,
    at: later(version),
    change: CHANGE,
    events: [{ type: 'contact_name_changed' as const, name: quotes(60_000) }],
  }));
  await putHistory(data(), workspace, versions);
  expect(new Set(await read(`history.json?contact=${contact.uuid}`)).size).toBe(MANY);

  for (let i = 0; i < MANY; i++)
    await putMessage(
      data(),
      workspace,
      newMessage(contact.uuid, { text: quotes(60_000), occurredOn: later(i) }),
      later(i),
    );
  await stage().settle();
  expect(new Set(await read('messages.json')).size).toBe(MANY);

  for (let i = 0; i < MANY; i++) {
    const uuid = randomUUID() as string as FlowId;
    const results = [{ key: 'k', name: quotes(60_000), categories: [], node_uuids: [] }];
    const definition = { uuid, name: `Flow ${i}`, nodes: [] };
    await saveFlow(data(), workspace, aFlow({ uuid, name: `Flow ${i}`, definition, results } as never), later(i));
    const work = { type: 'start', flow: uuid, restartParticipants: true, excludeActive: false } as const;
    await createJob(data(), workspace, {
      uuid: v7() as string as JobId,
      work,
      selection: { groups: [], contacts: [contact.uuid], activeOnly: false },
      params: { text: quotes(60_000) },
      preview: false,
      createdBy: 'system',
      now: later(i),
    });
    await storeGroup(
      data(),
      workspace,
      aGroup({ name: `Group ${i}`, query: 'x'.repeat(250_000), createdOn: later(i) }),
    );
  }
  expect(new Set(await read('flows.json')).size).toBe(MANY);
  expect(new Set(await read('flow_starts.json')).size).toBe(MANY);
  expect((await read('groups.json')).length).toBeGreaterThanOrEqual(MANY);
});

test('definitions are no list: those that are too large for one answer are refused, and fewer of them are not', async () => {
  const flows = Array.from({ length: 4 }, () => randomUUID() as string as FlowId);
  for (const uuid of flows) {
    const definition = { uuid, name: uuid, nodes: [], _ui: { text: quotes(450_000) } };
    await saveFlow(data(), workspace, aFlow({ uuid, name: uuid, definition } as never), NOW);
  }
  const path = (some: readonly string[]) => `definitions.json?${some.map((uuid) => `flow=${uuid}`).join('&')}`;
  expect(await client.ask('GET', path(flows))).toMatchObject({
    status: 400,
    body: { detail: 'These flows are too large for one answer. Ask for fewer of them at a time.' },
  });
  expect(await client.ask('GET', path(flows.slice(0, 2)))).toMatchObject({ status: 200 });
});

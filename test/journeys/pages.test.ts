import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople, prepare } from '../support/api/client.ts';
import { atNight } from '../support/night.ts';
import { openStage, pagesOf, type RunningStage } from './stage.ts';

/** How clients such as TextIt's read long lists: along `next` (reference chapter 7). */
const CONTACTS = atNight(1_255, { byDay: 505 });

let stage: RunningStage;
let client: Client;
beforeAll(async () => {
  stage = await openStage();
  client = await stage.open();
  await prepare(client);
  await createPeople(client, CONTACTS);
});
afterAll(() => stage?.service.stop());

const expectAll = (uuids: readonly string[]) => {
  expect(uuids).toHaveLength(CONTACTS);
  expect(new Set(uuids).size).toBe(CONTACTS);
};

describe('Pages', () => {
  it(`lead through ${CONTACTS} contacts in both directions without loss or repetition`, async () => {
    for (const query of ['', '?reverse=true'])
      expectAll((await client.all(`contacts.json${query}`)).map(({ uuid }) => uuid));
  });

  it('have each contact once while contacts are changed: a changed one moves to the front, which has been read', async () => {
    const seen: string[] = [];
    let changed = 0;
    for await (const page of pagesOf(client, 'contacts.json')) {
      seen.push(...page.map(({ uuid }) => uuid));
      for (const { uuid } of page.slice(0, 3)) {
        await client.post(`contacts.json?uuid=${uuid}`, { name: 'Changed' });
        changed++;
      }
    }
    expect(changed).toBeGreaterThan(5);
    expectAll(seen);
  });
});

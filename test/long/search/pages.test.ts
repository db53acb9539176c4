import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { newContact } from '../../../shared/domain/contacts/new-contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { seed } from '../../shared/data/contacts/store-many.ts';
import { type Client, contactOf, createPeople, prepare, sideBySide } from '../../support/api/client.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';
import { NOON } from './people.ts';
import { type Json, pages, path, sorted, uuidsOf } from './search-requests.ts';

/** One more than four pages. */
const MANY = 1_001;
const PAGE = 250;

const stage = onInProcessStage();

beforeAll(async () => {
  await stage().service.goTo(NOON);
});

describe('With more than one page', () => {
  let crowd: Client;
  let uuids: string[];
  let group: { uuid: string };
  let single: { uuid: string };

  beforeAll(async () => {
    crowd = await stage().open();
    await prepare(crowd);
    group = await crowd.post('groups.json', { name: 'Crowd' });
    single = await crowd.post('groups.json', { name: 'Single' });
    // The single one is the oldest of all.
    const [first = ''] = await createPeople(crowd, 1, { groups: [group.uuid, single.uuid] });
    uuids = [first, ...(await createPeople(crowd, MANY - 1, { first: 1, groups: [group.uuid] }))];
    await stage().settle();
  });

  const nextOf = (page: Json) => new URL(page.next).searchParams.get('query');

  it.each(['name ~ person', 'group = Crowd', 'created_on > -2d', 'status != blocked'])(
    '%s: each contact once',
    async (query) => {
      const read = await pages(stage(), crowd, path(query));
      expect(read.map(({ results }) => results.length)).toEqual([PAGE, PAGE, PAGE, PAGE, 1]);
      expect(sorted(read.flatMap(({ results }) => uuidsOf(results)))).toEqual(sorted(uuids));
      expect(nextOf(read[0])).toBe(query);
      expect(read.every((page) => !('partial' in page))).toBe(true);
      expect(new Set(read.map((page) => page.query)).size).toBe(1);
    },
  );

  it.each([path('name ~ person'), 'contacts.json?group=Crowd', 'contacts.json?group=Crowd&reverse=true'])(
    '%s: a contact that does not change between pages is found once',
    async (first) => {
      const changed = uuids.filter((_, index) => index % 20 === 7);
      const change = async (uuid: string) => {
        await crowd.post(`contacts.json?uuid=${uuid}`, {
          language: (await contactOf(crowd, uuid)).language === 'fra' ? 'kin' : 'fra',
        });
        await crowd.post('events.json', {
          type: 'msg_received',
          urn: (await contactOf(crowd, uuid)).urns[0],
          text: 'Muraho',
        });
      };
      const read = await pages(stage(), crowd, first, () => sideBySide(changed, change));
      const found = read.flatMap(({ results }) => uuidsOf(results));
      const stayed = new Set(uuids.filter((uuid) => !changed.includes(uuid)));
      expect(sorted(found.filter((uuid) => stayed.has(uuid)))).toEqual(sorted([...stayed]));
      if (first.includes('reverse')) expect(new Set(found)).toEqual(new Set(uuids));
      await stage().settle();
    },
  );

  it('is sorted over all its pages', async () => {
    const read = await pages(stage(), crowd, path('name ~ person', { sort: '-name' }));
    expect(read.map(({ results }) => results.length)).toEqual([PAGE, PAGE, PAGE, PAGE, 1]);
    const found = read.flatMap(({ results }) => results.map(({ name }: Json) => name));
    const expected = uuids.map((_, n) => `Person ${n}`);
    expect(found).toEqual(expected.sort(new Intl.Collator('en').compare).reverse());
  });
});

describe('A search that reads many contacts before a match', () => {
  /** A contact of about 100 KB, near the most, costs 13 read units: 165 of them are more than a page may consume. */
  const HEAVY = { fields: 38, contacts: 165, value: '𝒳'.repeat(640) } as const;

  it('returns what it has found, says that it is partial, and goes on', async () => {
    const heavy = await stage().open();
    const keys = Array.from({ length: HEAVY.fields }, (_, n) => `heavy_${n}`);
    await sideBySide(keys, (key) => heavy.post('fields.json', { name: key.replace('_', ' '), type: 'text' }), 1);
    const fields = Object.fromEntries(keys.map((key) => [key, HEAVY.value]));
    const [light = ''] = await createPeople(heavy, PAGE);
    // Changed before all others, so it is read last.
    // Created a day later, so they are read first.
    await stage().service.goTo(NOON + 86_400_000);
    const { uuid: workspace } = await heavy.get('workspace.json');
    const now = stage().service.runtime.now();
    const change = { by: 'system', via: 'api' } as const;
    const texts = Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, { text }]));
    const people = Array.from({ length: HEAVY.contacts }, () => ({
      ...newContact({ uuid: randomUUID() as string as ContactId, now, change }),
      fields: texts,
    }));
    await seed(stage().service.runtime.data, workspace, people);
    const read = await pages(stage(), heavy, path('name = "Person 0"'));
    expect(read[0]).toMatchObject({ results: [], partial: true, next: expect.any(String) });
    expect(read.at(-1)).not.toHaveProperty('partial');
    for (const { results, next, partial } of read) expect(results.length > 0 || next === null || partial).toBe(true);
    expect(read.flatMap(({ results }) => uuidsOf(results))).toEqual([light]);
    await stage().settle();
  });
});

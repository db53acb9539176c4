import { describe, expect, test } from 'vitest';
import { getContacts } from '../../../functions/contacts/list.ts';
import { toContactItem } from '../../../shared/data/contacts/item.ts';
import { putAll } from '../../../shared/data/dynamo/batch.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import { instant } from '../../../shared/domain/instant.ts';
import { archived, NOW, person } from '../../shared/data/contacts/people.ts';
import { type World, worlds } from '../engine/world.ts';
import { type Answered, call } from '../groups/api.ts';

const CROWD = 600;

/** Contacts modified one after the other; `become` returns later changes that the indexes do not have yet. */
async function crowd(world: World, become: (contact: Contact, index: number) => object | null): Promise<Contact[]> {
  const people = Array.from({ length: CROWD }, (_, index) => person({ modifiedOn: instant(NOW - index) }));
  const items = people.map((contact, index) => {
    const item = toContactItem(world.workspace, contact);
    const { folderKey, folderSort, modifiedKey, modifiedSort } = { folderKey: '', folderSort: '', ...item };
    return { ...item, ...become(contact, index), folderKey, folderSort, modifiedKey, modifiedSort };
  });
  await putAll(world.data, 'contacts', items);
  return people;
}

const pathOf = (link: string): Record<string, string> => Object.fromEntries(new URL(link).searchParams);
const uuidsOf = (items: readonly { readonly uuid: string }[]) => items.map(({ uuid }) => uuid);

describe('a list whose index is older than the contacts', () => {
  const world = worlds();

  test('gives no empty page while there are contacts: a page on which all contacts were deleted is skipped, in both directions', async () => {
    const people = await crowd(world(), (_, index) => (index >= 250 && index < 500 ? { deleted: true } : null));
    const first = (await call(world(), getContacts, {})).body;
    expect(uuidsOf(first.results)).toEqual(uuidsOf(people.slice(0, 250)));
    const last = (await call(world(), getContacts, { query: pathOf(first.next) })).body;
    expect(uuidsOf(last.results)).toEqual(uuidsOf(people.slice(500)));
    expect(last.next).toBeNull();
    const back = (await call(world(), getContacts, { query: pathOf(last.previous) })).body;
    expect(uuidsOf(back.results)).toEqual(uuidsOf(people.slice(0, 250)));
    expect(back.previous).toBeNull();
  });

  test('does not list a contact in a folder, or within times, that it has left', async () => {
    const gone = new Set<string>();
    const people = await crowd(world(), (contact, index) => {
      if (index % 2 === 0) return null;
      gone.add(contact.uuid);
      return toContactItem(world().workspace, { ...contact, ...archived(), modifiedOn: instant(NOW + 1) });
    });
    const here = uuidsOf(people).filter((uuid) => !gone.has(uuid));
    for (const query of [{ folder: 'active' }, { before: '2026-11-24T12:00:00.123456Z' }]) {
      const found: string[] = [];
      for (let following: Record<string, string> | null = query; following !== null; ) {
        const page: Answered = await call(world(), getContacts, { query: following });
        expect(page.body.results).not.toEqual([]);
        found.push(...uuidsOf(page.body.results));
        following = page.body.next && pathOf(page.body.next);
      }
      expect(found.sort()).toEqual([...here].sort());
    }
  });
});

/** A release that stores contacts differently: it reads both forms, and a migration rewrites the old ones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  fromContactItem,
  migrateContacts,
  readContacts,
  toContactItem,
} from '../../../../shared/data/contacts/index.ts';
import { CONTACT_ATTRIBUTES } from '../../../../shared/data/contacts/item.ts';
import { type ContactItem, SCHEMA_STEPS, type SchemaStep, upgrade } from '../../../../shared/data/contacts/schema.ts';
import { putAll } from '../../../../shared/data/dynamo/index.ts';
import { selectsAny } from '../../../../shared/data/jobs/index.ts';
import { type Contact, isTombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { aWorkspace } from './people.ts';

interface Stored {
  readonly item: ContactItem;
  readonly contact: Contact;
}

const RELEASE_1 = JSON.parse(readFileSync(join(import.meta.dirname, 'stored/release-1.json'), 'utf8')) as {
  readonly workspace: WorkspaceId;
  readonly items: readonly Stored[];
};

/** An example of what a release may do: it keeps names in capitals. */
const CAPITALS: SchemaStep = (item) => ({ ...item, ...(item['name'] && { name: String(item['name']).toUpperCase() }) });
/** And the one after it, which says that they are loud. */
const LOUD: SchemaStep = (item) => ({ ...item, ...(item['name'] && { name: `${item['name']}!` }) });

/** Properties that came later are besides. */
test('what the first release has stored is read as it was', () => {
  for (const { item, contact } of RELEASE_1.items) expect(fromContactItem(item)).toMatchObject(contact);
});

test('a change removes each attribute that the first release has stored and this one has not', () => {
  const items = RELEASE_1.items.filter(({ contact }) => !isTombstone(contact));
  const stored = new Set(items.flatMap(({ item }) => Object.keys(item)));
  expect([...stored].filter((name) => !['pk', 'sk', ...CONTACT_ATTRIBUTES].includes(name))).toEqual([]);
});

test('an item without steps to take stays as it is, and costs nothing', () => {
  const [{ item }] = RELEASE_1.items as [Stored];
  expect(upgrade(item, [])).toBe(item);
  if (SCHEMA_STEPS.length === 0)
    expect(toContactItem(RELEASE_1.workspace, fromContactItem(item))).not.toHaveProperty('schema');
});

test('each step is taken once, in order, whichever release stored the item', () => {
  const item = RELEASE_1.items[1]?.item as ContactItem;
  const first = upgrade(item, [CAPITALS]);
  expect(first).toEqual({ ...item, name: 'ANA', schema: 1 });
  expect(upgrade(first, [CAPITALS, LOUD])).toEqual({ ...item, name: 'ANA!', schema: 2 });
  expect(upgrade(item, [CAPITALS, LOUD])).toEqual({ ...item, name: 'ANA!', schema: 2 });
  expect(upgrade(upgrade(item, [CAPITALS, LOUD]), [CAPITALS])).toMatchObject({ name: 'ANA!', schema: 2 });
});

describeOnEngines('a migration', (data) => {
  /** The items of the first release in a workspace of their own. */
  async function stored(): Promise<WorkspaceId> {
    const workspace = aWorkspace();
    const items = RELEASE_1.items.map(({ item }) =>
      JSON.parse(JSON.stringify(item).replaceAll(RELEASE_1.workspace, workspace)),
    );
    await putAll(data(), 'contacts', items);
    return workspace;
  }
  const uuids = RELEASE_1.items.map(({ contact }) => contact.uuid);

  test('rewrites what the release before has stored, tombstones too, and changes nothing else about a contact', async () => {
    const workspace = await stored();
    expect(await migrateContacts(data(), workspace, [CAPITALS])).toEqual({ seen: 5, migrated: 5, moved: 0 });
    const read = await readContacts(data(), workspace, uuids);
    for (const { contact } of RELEASE_1.items) {
      const expected = isTombstone(contact) ? contact : { ...contact, name: contact.name?.toUpperCase() ?? null };
      expect(read.get(contact.uuid)).toMatchObject(expected);
    }
    expect(await migrateContacts(data(), workspace, [CAPITALS])).toEqual({ seen: 5, migrated: 0, moved: 0 });
    expect(await migrateContacts(data(), workspace, [CAPITALS, LOUD])).toEqual({ seen: 5, migrated: 5, moved: 0 });
  });

  test('lists contacts where this release does: the first one did so by the day alone', async () => {
    const workspace = await stored();
    const days = { folder: 'active', days: [{ from: '2026-11-24T1200', to: '2026-11-24T1200' }] } as const;
    const listed = () => selectsAny(data(), { workspace, selection: days });
    expect(RELEASE_1.items[0]?.item).toMatchObject({ folderSort: expect.stringMatching(/^2026-11-24#/) });
    expect(await listed()).toBe(false);
    const live = RELEASE_1.items.filter(({ contact }) => !isTombstone(contact)).length;
    expect(await migrateContacts(data(), workspace)).toEqual({ seen: 5, migrated: live, moved: 0 });
    expect(await listed()).toBe(true);
    expect(await migrateContacts(data(), workspace)).toEqual({ seen: 5, migrated: 0, moved: 0 });
  });

  test('leaves a contact alone that is changed in between: the new release has stored that already', async () => {
    const workspace = await stored();
    let changed = false;
    const documents = new Proxy(data().documents, {
      get(target, name) {
        if (name !== 'send') return Reflect.get(target, name);
        return async (command: Parameters<typeof target.send>[0]) => {
          const item = (command as { input: { Item?: ContactItem } }).input.Item;
          if (item?.['name'] === 'ANA' && !changed) {
            changed = true;
            const other: ContactItem = { ...item, version: 99, name: 'Anna', schema: 1 };
            await putAll(data(), 'contacts', [other]);
          }
          return target.send(command);
        };
      },
    });
    expect(await migrateContacts({ ...data(), documents }, workspace, [CAPITALS])).toEqual({
      seen: 5,
      migrated: 4,
      moved: 1,
    });
    const read = await readContacts(data(), workspace, uuids);
    expect(read.get(uuids[1] as (typeof uuids)[number])).toMatchObject({ name: 'Anna', version: 99 });
  });
});

/** How a contact lies in its table, alone or changed with others by a statement, and in which shard. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionalPut, fromContactItem, shardOf, toContactItem } from '../../../../shared/data/contacts/index.ts';
import { CONTACT_ATTRIBUTES, GROUPS_ATTRIBUTES, groupsOfItem } from '../../../../shared/data/contacts/item.ts';
import { batchGet, type Data, FEWEST_SHARDS, type Settled, writeMany } from '../../../../shared/data/dynamo/index.ts';
import { statementOf } from '../../../../shared/data/dynamo/statement.ts';
import type { Contact, Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, FieldKey, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';
import { VALUES } from '../../domain/contacts/values.ts';
import { noting } from '../calls.ts';
import { aContact, aGroup, aWorkspace, CHANGE, NOW, person, putItems } from './people.ts';

/** Groups with the versions at which they were joined. */
const stints = fc.uniqueArray(
  fc.tuple(
    fc.uuid().map((id) => id as GroupId),
    VALUES.version,
  ),
  { selector: ([group]) => group },
);

const contacts: fc.Arbitrary<Contact> = fc
  .tuple(fc.record(VALUES), stints)
  .map(([rest, joins]) => ({ ...rest, groups: joins.map(([group]) => group), joined: Object.fromEntries(joins) }));

describe('an item', () => {
  it('holds every property of a contact', () => {
    fc.assert(
      fc.property(contacts, (contact) => {
        expect(fromContactItem(toContactItem(aWorkspace(), contact))).toEqual(contact);
      }),
    );
  });

  it('holds what is left of a deleted contact', () => {
    const { uuid, createdOn, modifiedOn, optOut, lastWord, version, lastChange, marks } = VALUES;
    const tombstones: fc.Arbitrary<Tombstone> = fc.record({
      ...{ uuid, deleted: fc.constant(true), createdOn, modifiedOn, optOut, lastWord, version, lastChange, marks },
    });
    fc.assert(
      fc.property(tombstones, (tombstone) => {
        expect(fromContactItem(toContactItem(aWorkspace(), tombstone))).toEqual(tombstone);
        expect(groupsOfItem(toContactItem(aWorkspace(), tombstone))).toBeNull();
      }),
    );
  });

  it('says in which groups and which shard a contact is by a few of its attributes', () => {
    fc.assert(
      fc.property(contacts, (contact) => {
        const { uuid, groups, shard } = contact;
        const item = toContactItem(aWorkspace(), contact);
        const some = Object.entries(item).filter(([name]) => GROUPS_ATTRIBUTES.includes(name));
        expect(groupsOfItem(Object.fromEntries(some) as typeof item)).toEqual({ uuid, groups, shard });
      }),
    );
  });

  it('has no attribute for a property that the contact does not have', () => {
    const workspace = aWorkspace();
    const contact = person();
    expect(toContactItem(workspace, contact)).toStrictEqual({
      pk: `C#${workspace}#${contact.uuid}`,
      sk: 'CONTACT',
      folderKey: expect.any(String),
      folderSort: expect.any(String),
      modifiedKey: expect.any(String),
      modifiedSort: expect.any(String),
      status: 'active',
      statusOn: NOW,
      created: NOW,
      modified: NOW,
      version: 1,
      change: CHANGE,
    });
  });
});

it('spreads contacts over all shards evenly', () => {
  const counts = new Array<number>(FEWEST_SHARDS).fill(0);
  for (let i = 0; i < 8000; i++) {
    const shard = shardOf(`a393abc0-283d-4c9b-a1b3-${i.toString(16).padStart(12, '0')}` as ContactId);
    counts[shard] = (counts[shard] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(800);
  expect(Math.max(...counts)).toBeLessThan(1200);
});

/** The shard is stored in every key: with another hash no contact would be found. */
it.each([
  ['a393abc0-283d-4c9b-a1b3-641a035c34bf', 1],
  ['09d23a05-47fe-11e4-bfe9-b8f6b119e9ab', 2],
])('keeps %s in shard %i', (uuid, shard) => {
  expect(shardOf(uuid as ContactId)).toBe(shard);
});

/** DynamoDB's limits: characters of a statement, and of a table's name. */
const LONGEST_STATEMENT = 8_192;
const LONGEST_NAME = 255;

/** No field may have the key `__proto__`, and the SDK has no form for it. */
const storable = contacts.filter(({ fields }) => !Object.hasOwn(fields, '__proto__'));
const pairs = fc
  .tuple(storable, storable)
  .map(([before, after]) => [{ ...before, uuid: aContact() }, after] as const)
  .map(([before, after]) => ({ before, after: { ...after, uuid: before.uuid, version: before.version + 1 } }));

interface Pair {
  readonly before: Contact;
  readonly after: Contact;
}

const replacement = (workspace: WorkspaceId, { before, after }: Pair) => ({
  put: conditionalPut(workspace, before, after),
  names: CONTACT_ATTRIBUTES,
});

/** Writes them over each other; returns what is stored, in their order. */
async function replaced(data: Data, workspace: WorkspaceId, all: readonly Pair[]) {
  const former = all.map(({ before }) => before);
  await putItems(data, workspace, former);
  const told: Settled[] = [];
  const { noted, calls } = noting(data);
  await writeMany(
    noted,
    all.map((one) => replacement(workspace, one)),
    (_, settled) => told.push(settled),
  );
  expect(told).toEqual(all.map(() => true));
  // None was refused, and put by itself.
  expect(calls).toEqual(['BatchExecuteStatementCommand']);
  const keys = all.map(({ after }) => toContactItem(workspace, after));
  const items = await batchGet<{ pk: string }>(data, 'contacts', keys, { consistent: true });
  return keys.map(({ pk }) => items.find((item) => item.pk === pk));
}

/** As it is stored: without what is undefined. */
const whole = (workspace: WorkspaceId, { after }: Pair) => structured(toContactItem(workspace, after));
const structured = (item: object): unknown => JSON.parse(JSON.stringify(item));

describeOnEngines('a contact changed by a statement', (data) => {
  it('is what a put makes of it, whatever it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pairs, { minLength: 2, maxLength: 5 }), async (all) => {
        const workspace = aWorkspace();
        expect(await replaced(data(), workspace, all)).toEqual(all.map((one) => whole(workspace, one)));
      }),
      { numRuns: runs(20) },
    );
  });

  it('keeps names and texts with every kind of sign, and may be as full as a contact can be', async () => {
    const odd = { [`a."b'\\?` as FieldKey]: { text: `?' OR "x" = ? -- \\ \u0001 ü 😀 𝒳` }, 'SET é': { text: '' } };
    const full = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`field_${n}`, { text: 'é'.repeat(100) }]));
    const groups = Array.from({ length: 250 }, aGroup);
    const after = { groups, joined: Object.fromEntries(groups.map((one) => [one, 2])), fields: full, shard: 63 };
    const all = [odd, full, full].map((fields, index) => {
      const before = person({ fields: {}, name: 'Zoë' });
      return { before, after: { ...before, version: 2, ...(index > 0 && after), fields } as Contact };
    });
    const workspace = aWorkspace();
    expect(await replaced(data(), workspace, all)).toEqual(all.map((one) => whole(workspace, one)));
  });
});

it('leaves no attribute out, and has a statement that DynamoDB takes with any name of a table', () => {
  const tables = { contactsTable: 'c'.repeat(LONGEST_NAME), workspaceTable: 'w' };
  fc.assert(
    fc.property(pairs, (pair) => {
      const put = conditionalPut(aWorkspace(), pair.before, pair.after);
      const given = Object.keys(structured(put.item) as object);
      expect(['pk', 'sk', ...CONTACT_ATTRIBUTES]).toEqual(expect.arrayContaining(given));
      const { Statement = '' } = statementOf(tables, { put, names: CONTACT_ATTRIBUTES });
      expect(Statement.length).toBeLessThan(LONGEST_STATEMENT / 2);
      // DynamoDB takes none twice.
      const named = [...Statement.matchAll(/(?:SET|REMOVE) "([^"]+)"/g)].map(([, name]) => name);
      expect(named).toEqual([...new Set(named)]);
    }),
  );
});

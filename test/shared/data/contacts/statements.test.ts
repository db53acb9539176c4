/** A contact that is changed with others, by a statement, is stored as one that is put by itself. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { conditionalPut } from '../../../../shared/data/contacts/commit.ts';
import { CONTACT_ATTRIBUTES, toContactItem } from '../../../../shared/data/contacts/item.ts';
import { batchGet, type Data, putAll, type Settled, writeMany } from '../../../../shared/data/dynamo/index.ts';
import { statementOf } from '../../../../shared/data/dynamo/statement.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { FieldKey, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { runs } from '../../../support/property/runs.ts';
import { VALUES } from '../../domain/contacts/values.ts';
import { through } from '../dynamo/replacements.ts';
import { aContact, aGroup, aWorkspace, person } from './people.ts';

/** DynamoDB's limits: characters of a statement, and of a table's name. */
const LONGEST_STATEMENT = 8_192;
const LONGEST_NAME = 255;

const version = fc.integer({ min: 1, max: 1_000_000 });
const joined = fc.array(version, { maxLength: 3 }).map((all) => Object.fromEntries(all.map((at) => [aGroup(), at])));
const contacts: fc.Arbitrary<Contact> = fc
  .tuple(fc.record(VALUES), joined)
  // No field may have this key, and the SDK has no form for it.
  .filter(([{ fields }]) => !Object.hasOwn(fields, '__proto__'))
  .map(([rest, all]) => ({ ...rest, uuid: aContact(), groups: Object.keys(all) as GroupId[], joined: all }));
const pairs = fc
  .tuple(contacts, contacts)
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
  await putAll(
    data,
    'contacts',
    all.map(({ before }) => toContactItem(workspace, before)),
  );
  const told: Settled[] = [];
  const calls: string[] = [];
  const counted = through(data, (command, pass) => {
    calls.push(command.constructor.name);
    return pass();
  });
  await writeMany(
    counted,
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

/** What an import creates, by a bare client: each contact in a transaction, rosters and history in batches. */
import { randomUUID } from 'node:crypto';
import { conditionalPut, keyOfIdentity, putStints, stintsBegun, withStints } from '../../shared/data/contacts/index.ts';
import { type Data, eachOf, isAbsent, put, transact } from '../../shared/data/dynamo/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { newContact } from '../../shared/domain/contacts/new-contact.ts';
import type { ContactId, FieldKey, GroupId } from '../../shared/domain/ids.ts';
import { SLICE_SIZE } from '../../shared/domain/jobs/job.ts';
import { currentInstant } from '../../shared/lambda/runtime.ts';
import { AT_ONCE, change, openBareTables, putChanges, workspace } from './bare-tables.ts';
import { FIELDS, GROUPS, type Person } from './people.ts';

const groups = GROUPS.map(() => randomUUID() as string as GroupId);

function contactOf({ name, urns, fields }: Person): Contact {
  const now = currentInstant();
  return withStints(null, {
    ...newContact({ uuid: randomUUID() as string as ContactId, now, change }),
    name,
    urns: [...urns],
    fields: Object.fromEntries(
      FIELDS.map((field, index) => [field.toLowerCase() as FieldKey, { text: fields[index] ?? '' }]),
    ),
    groups,
  });
}

/** Creates people, and returns how many a second. Its service's stream reads these writes, but projects nothing. */
export async function createBare(service: Data, people: readonly Person[]): Promise<number> {
  const data = openBareTables(service);
  const begun = performance.now();
  for (let from = 0; from < people.length; from += SLICE_SIZE) {
    const contacts = people.slice(from, from + SLICE_SIZE).map(contactOf);
    await putStints(
      data,
      workspace,
      contacts.flatMap((contact) => stintsBegun(null, contact)),
    );
    await eachOf(contacts, AT_ONCE, (contact) => create(data, contact));
    await putChanges(data, [], contacts);
  }
  return people.length / ((performance.now() - begun) / 1000);
}

async function create(data: Data, contact: Contact): Promise<void> {
  const first = conditionalPut(workspace, null, contact);
  const keys = await Promise.all(contact.urns.map((urn) => keyOfIdentity(data, workspace, urn)));
  const claims = keys.map((key) => put('contacts', { ...key, owner: contact.uuid }, isAbsent));
  const written = await transact(data, [{ ...first, item: { ...first.item, sk: 'BENCH' } }, ...claims]);
  if (!written.ok) throw new Error('A person is there already');
}

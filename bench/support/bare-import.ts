/** What an import creates, by a bare client: each contact in a transaction, rosters and history in batches. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  conditionalPut,
  keyOfIdentity,
  putHistory,
  putStints,
  stintsBegun,
  withStints,
} from '../../shared/data/contacts/index.ts';
import { type Data, eachOf, isAbsent, MARSHALLING, put, transact } from '../../shared/data/dynamo/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../shared/domain/contacts/events.ts';
import { newContact } from '../../shared/domain/contacts/new-contact.ts';
import type { ContactId, FieldKey, GroupId, JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import { SLICE_SIZE } from '../../shared/domain/jobs/job.ts';
import { currentInstant } from '../../shared/lambda/runtime.ts';
import { FIELDS, GROUPS, type Person } from './people.ts';

const AT_ONCE = 24;

const workspace = randomUUID() as string as WorkspaceId;
const change = { by: 'bench', via: 'job', job: randomUUID() as string as JobId, slice: 1 } as const;
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
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: MARSHALLING });
  const data: Data = { ...service, documents };
  const begun = performance.now();
  for (let from = 0; from < people.length; from += SLICE_SIZE) {
    const contacts = people.slice(from, from + SLICE_SIZE).map(contactOf);
    await putStints(
      data,
      workspace,
      contacts.flatMap((contact) => stintsBegun(null, contact)),
    );
    await eachOf(contacts, AT_ONCE, (contact) => create(data, contact));
    const entries = contacts.map((contact) => ({
      ...{ contact: contact.uuid, version: contact.version, at: contact.modifiedOn, change },
      events: changesBetween(null, contact),
    }));
    await putHistory(data, workspace, entries);
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

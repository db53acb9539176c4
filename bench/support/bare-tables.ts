/** The tables of a service for a bare client of the SDK: a workspace of its own, which no function looks at. */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { putHistory } from '../../shared/data/contacts/index.ts';
import { type Data, MARSHALLING } from '../../shared/data/dynamo/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../shared/domain/contacts/events.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';

/** Contacts that are written at a time. */
export const AT_ONCE = 24;

export const workspace = randomUUID() as string as WorkspaceId;

/** The change that every write is a part of. */
export const change = { by: 'bench', via: 'job', job: randomUUID() as string as JobId, slice: 1 } as const;

export const openBareTables = (service: Data): Data => ({
  ...service,
  documents: DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: MARSHALLING }),
});

/** Puts what changed each contact into its history; null: it was created. */
export async function putChanges(data: Data, before: readonly (Contact | null)[], after: readonly Contact[]) {
  const entries = after.map((contact, index) => ({
    contact: contact.uuid,
    version: contact.version,
    at: contact.modifiedOn,
    change,
    events: changesBetween(before[index] ?? null, contact),
  }));
  await putHistory(data, workspace, entries);
}

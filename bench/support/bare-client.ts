/** The requests of an archiving without queue, worker or projection, on copies that no function looks at. */

import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  conditionalPut,
  deleteStints,
  putHistory,
  putStints,
  stintsBegun,
  withStints,
} from '../../shared/data/contacts/index.ts';
import { type Data, eachOf, MARSHALLING, write } from '../../shared/data/dynamo/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { changesBetween } from '../../shared/domain/contacts/events.ts';
import type { JobId, WorkspaceId } from '../../shared/domain/ids.ts';
import { SLICE_SIZE } from '../../shared/domain/jobs/job.ts';
import { currentInstant } from '../../shared/lambda/invocation/runtime.ts';

/** Contacts that are written at a time. */
const AT_ONCE = 24;

const workspace = randomUUID() as string as WorkspaceId;

/** The change that every write is a part of. */
const change = { by: 'bench', via: 'job', job: randomUUID() as string as JobId, slice: 1 } as const;

/** `updates`: the conditional put of each contact. `all`: also its group entry and history, in batches. */
export type Requests = 'updates' | 'all';

export interface Bare {
  /** Puts the copies back into the group. */
  prepare(requests: Requests): Promise<void>;
  /** Archives the copies; returns contacts a second. */
  run(requests: Requests): Promise<number>;
}

/** A plain client of the SDK. */
export function openBare(service: Data, contacts: readonly Contact[]): Bare {
  const data = openBareTables(service);
  let stored: readonly Contact[] | null = null;
  let active: readonly Contact[] = [];
  return {
    async prepare(requests) {
      const version = (stored?.[0]?.version ?? 0) + 1;
      active = contacts.map((contact) => withStints(null, { ...contact, version }));
      await putEach(data, stored, active);
      const stints = active.flatMap((contact) => stintsBegun(null, contact));
      if (requests === 'all') await putStints(data, workspace, stints);
    },
    async run(requests) {
      const begun = performance.now();
      stored = active.map(archived);
      for (let start = 0; start < contacts.length; start += SLICE_SIZE) {
        const [before, after] = [active, stored].map((all) => all.slice(start, start + SLICE_SIZE));
        if (before && after) await putEach(data, before, after);
        if (before && after && requests === 'all') await putTheRest(data, before, after);
      }
      return contacts.length / ((performance.now() - begun) / 1000);
    },
  };
}

/** Status, version, times and all index attributes, as an archiving job leaves them. */
function archived(contact: Contact): Contact {
  const now = currentInstant();
  const version = contact.version + 1;
  return {
    ...contact,
    status: 'archived',
    statusOn: now,
    modifiedOn: now,
    groups: [],
    joined: {},
    version,
    lastChange: change,
  };
}

async function putEach(data: Data, before: readonly Contact[] | null, after: readonly Contact[]): Promise<void> {
  await eachOf([...after.entries()], AT_ONCE, async ([index, contact]) => {
    const put = conditionalPut(workspace, before?.[index] ?? null, contact);
    const stored = await write(data, { ...put, item: { ...put.item, sk: 'BENCH' } });
    if (!stored) throw new Error('Another client writes to the copies');
  });
}

async function putTheRest(data: Data, before: readonly Contact[], after: readonly Contact[]): Promise<void> {
  const ended = before.flatMap((contact, index) => stintsBegun(after[index] ?? null, contact));
  await deleteStints(data, workspace, ended);
  await putChanges(data, before, after);
}

const openBareTables = (service: Data): Data => ({
  ...service,
  documents: DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: MARSHALLING }),
});

/** Puts what changed each contact into its history; null: it was created. */
async function putChanges(data: Data, before: readonly (Contact | null)[], after: readonly Contact[]) {
  const entries = after.map((contact, index) => ({
    contact: contact.uuid,
    version: contact.version,
    at: contact.modifiedOn,
    change,
    events: changesBetween(before[index] ?? null, contact),
  }));
  await putHistory(data, workspace, entries);
}

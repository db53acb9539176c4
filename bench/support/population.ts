import { randomUUID } from 'node:crypto';
import { putStints, stintsBegun, toContactItem, withStints } from '../../shared/data/contacts/index.ts';
import { type Data, putAll } from '../../shared/data/dynamo/index.ts';
import { storeGroup } from '../../shared/data/workspace/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { newContact } from '../../shared/domain/contacts/new-contact.ts';
import type { ContactId, FieldKey, GroupId, WorkspaceId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';

const AT_ONCE = 1_000;

const currentInstant = () => instant(Date.now() * 1000);

function person(uuid: ContactId, group: GroupId, index: number): Contact {
  const change = { by: 'bench', via: 'api' } as const;
  return {
    ...newContact({ uuid, now: currentInstant(), change }),
    name: `Contact ${index}`,
    language: 'eng',
    fields: { ['age' as FieldKey]: { text: String(index % 90), number: String(index % 90) } },
    groups: [group],
    lastSeenOn: currentInstant(),
  };
}

/** Makes a static group of `count` contacts with a name, a language and a field, straight through the data layer. */
export async function populate(data: Data, workspace: WorkspaceId, count: number): Promise<GroupId> {
  const group = randomUUID() as string as GroupId;
  const made = await storeGroup(data, workspace, {
    uuid: group,
    name: `Bench ${group.slice(0, 8)}`,
    query: null,
    status: 'ready',
    system: false,
    createdOn: currentInstant(),
  });
  if (!made.ok) throw new Error(`The group was not made: ${made.reason}`);
  for (const indexes of inChunks(count)) {
    await putPeople(
      data,
      workspace,
      indexes.map((index) => person(randomUUID() as string as ContactId, group, index)),
    );
  }
  return group;
}

/** Makes `count` archived contacts without addresses, straight through the data layer; returns their uuids. */
export async function populateArchive(data: Data, workspace: WorkspaceId, count: number): Promise<ContactId[]> {
  const uuids = Array.from({ length: count }, () => randomUUID() as string as ContactId);
  const nowhere = randomUUID() as string as GroupId;
  const people = uuids.map((uuid, index) => ({
    ...person(uuid, nowhere, index),
    status: 'archived' as const,
    groups: [],
  }));
  await putPeople(data, workspace, people);
  return uuids;
}

/** The numbers below `count`, some at a time. */
export function* inChunks(count: number): Generator<number[]> {
  for (let from = 0; from < count; from += AT_ONCE)
    yield Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => from + index);
}

/** Puts in batches what `createContact` writes one by one. */
async function putPeople(data: Data, workspace: WorkspaceId, people: readonly Contact[]): Promise<void> {
  const stored = people.map((contact) => withStints(null, contact));
  const stints = stored.flatMap((contact) => stintsBegun(null, contact));
  await putStints(data, workspace, stints);
  await putAll(
    data,
    'contacts',
    stored.map((contact) => toContactItem(workspace, contact)),
  );
}

/**
 *   W#<workspace>           TEAM#<person>   a person, and the print of who they are; stays as a name when removed
 *   W#<workspace>           PEOPLE          { administrators }: how many people are administrators
 *   P#<SHA-256 of issuer and subject>  W#<workspace>  the membership, by which requests are checked
 */
import { createHash } from 'node:crypto';
import type { PersonId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Identity, Membership, Person } from '../../domain/people.ts';
import type { Role } from '../../domain/workspace.ts';
import {
  allOf,
  atLeast,
  CONFLICT,
  type Data,
  equals,
  getItem,
  isAbsent,
  isPresent,
  lacks,
  put,
  queryAll,
  RACES,
  remove,
  retryOnConflict,
  transact,
  update,
  type Write,
} from '../dynamo/index.ts';
import { itemsOf, workspacePk } from './items.ts';

interface Stored extends Person {
  readonly print: string;
  readonly removedOn?: Instant;
}

export const printOfIdentity = ({ issuer, subject }: Identity): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex');

const personKey = (workspace: WorkspaceId, id: PersonId) => ({ pk: workspacePk(workspace), sk: `TEAM#${id}` });
const membershipKey = (print: string, workspace: WorkspaceId) => ({ pk: `P#${print}`, sk: `W#${workspace}` });
const countKey = (workspace: WorkspaceId) => ({ pk: workspacePk(workspace), sk: 'PEOPLE' });

/** Counts one administrator more, or less: the last one stays. */
const countAdministrator = (workspace: WorkspaceId, by: 1 | -1): Write =>
  update(
    'workspace',
    countKey(workspace),
    { add: { administrators: by } },
    by === 1 ? undefined : atLeast('administrators', 2),
  );

/** The items of a new person; the first one's condition fails for somebody who is one already. */
export function newPerson(workspace: WorkspaceId, person: Person, print: string): Write[] {
  const { id, role, name, email } = person;
  const membership: Membership = { id, workspace, role, name, email };
  return [
    put('workspace', { ...membershipKey(print, workspace), ...membership }, isAbsent),
    put('workspace', { ...personKey(workspace, id), ...person, print }, isAbsent),
    ...(role === 'administrator' ? [countAdministrator(workspace, 1)] : []),
  ];
}

const withoutPrint = ({ id, name, email, role, createdOn, invitedBy }: Stored): Person => ({
  id,
  name,
  email,
  role,
  createdOn,
  invitedBy,
});

/** The people of a workspace as of now, oldest first. 1 query. */
export async function listPeople(data: Data, workspace: WorkspaceId): Promise<Person[]> {
  const items = await itemsOf<Stored>(data, workspace, 'TEAM#');
  return items
    .filter(({ removedOn }) => removedOn === undefined)
    .map(withoutPrint)
    .sort((a, b) => a.createdOn - b.createdOn || (a.id < b.id ? -1 : 1));
}

/** What somebody may do, in each of their workspaces. Consistent: who is removed is refused at once. 1 query. */
export async function membershipsOf(data: Data, print: string): Promise<Membership[]> {
  const found: Membership[] = [];
  const query = { table: 'workspace', partition: `P#${print}`, sort: { prefix: 'W#' }, consistent: true } as const;
  for await (const { id, workspace, role, name, email } of queryAll<Membership>(data, query))
    found.push({ id, workspace, role, name, email });
  return found;
}

export type PersonChange = { readonly person: Person } | 'missing' | 'last_administrator';

/** Gives a person another role. The last administrator keeps theirs. */
export const changeRole = (data: Data, workspace: WorkspaceId, id: PersonId, role: Role): Promise<PersonChange> =>
  changePerson(data, workspace, id, (stored) => ({
    person: { ...withoutPrint(stored), role },
    writes: [
      update('workspace', personKey(workspace, id), { set: { role } }, unmoved(stored)),
      update('workspace', membershipKey(stored.print, workspace), { set: { role } }, isPresent),
    ],
  }));

/** Removes a person at once, but for their name in what they did. The last administrator stays. */
export const removePerson = (data: Data, workspace: WorkspaceId, id: PersonId, now: Instant): Promise<PersonChange> =>
  changePerson(data, workspace, id, (stored) => ({
    person: withoutPrint(stored),
    leaves: true,
    writes: [
      update('workspace', personKey(workspace, id), { set: { removedOn: now }, remove: ['email'] }, unmoved(stored)),
      remove('workspace', membershipKey(stored.print, workspace)),
    ],
  }));

const unmoved = ({ role }: Stored) => allOf(equals('role', role), lacks('removedOn'));

interface Changing {
  readonly person: Person;
  readonly writes: readonly Write[];
  readonly leaves?: true;
}

function changePerson(
  data: Data,
  workspace: WorkspaceId,
  id: PersonId,
  decide: (stored: Stored) => Changing,
): Promise<PersonChange> {
  return retryOnConflict<PersonChange>(RACES, `the person ${id}`, async () => {
    const stored = await getItem<Stored>(data, 'workspace', personKey(workspace, id), { consistent: true });
    if (stored === null || stored.removedOn !== undefined) return 'missing';
    const { person, writes, leaves = false } = decide(stored);
    const was = stored.role === 'administrator';
    const is = !leaves && person.role === 'administrator';
    const counted = was === is ? [] : [countAdministrator(workspace, is ? 1 : -1)];
    const written = await transact(data, [...writes, ...counted]);
    if (written.ok) return { person };
    // The person themselves may have been changed at the same time: then it is decided anew.
    return counted.length > 0 && written.failed.at(-1) === true && !written.failed[0] ? 'last_administrator' : CONFLICT;
  });
}

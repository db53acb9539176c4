import type { Contact, Tombstone } from '../../domain/contacts/contact.ts';
import { identityOf } from '../../domain/contacts/urns.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import {
  allOf,
  type Data,
  equals,
  type ItemCondition,
  isAbsent,
  lacks,
  noteKey,
  type Put,
  put,
  transact,
  update,
  type Write,
  write,
} from '../dynamo/index.ts';
import { toContactItem } from './item.ts';
import { contactKey } from './keys.ts';
import { claim, release } from './urn-claims.ts';
import { FREE, type Holder, identitiesOf } from './urn-owners.ts';

/** `moved`: the contact has changed since it was read. `urn_taken`: another contact owns an address. */
type Committed = 'stored' | 'moved' | 'urn_taken';

/** DynamoDB's limit for a transaction. One action is for the contact. */
export const MOST_ACTIONS = 100;

/** The put of `after` if the contact is still `before` (null: does not exist). Throws UnstorableError. */
export const conditionalPut = (workspace: WorkspaceId, before: Contact | null, after: Contact | Tombstone): Put =>
  put('contacts', toContactItem(workspace, after, before), before === null ? isAbsent : isStill(before));

/** Whether the contact is at the version that was read, and in the same shard. */
export const isStill = ({ version, shard }: Contact | Tombstone): ItemCondition =>
  allOf(equals('version', version), shard === undefined ? lacks('shard') : equals('shard', shard));

/** A condition that fails a transaction when a contact is no longer at the version that was read. */
export const unmoved = (workspace: WorkspaceId, { uuid, version }: Contact | Tombstone): Write =>
  update('contacts', contactKey(workspace, uuid), { add: { version: 0 } }, equals('version', version));

/** Whether the addresses differ, so that the change must go through `commit`. */
export const movesIdentities = (before: Contact | null, after: Contact): boolean => {
  const { claimed, released } = identityChanges(before, after);
  return claimed.length + released.length > 0;
};

export function identityChanges(before: Contact | null, after: Contact): { claimed: string[]; released: string[] } {
  const had = new Set(identitiesOf(before));
  const has = new Set(identitiesOf(after));
  return {
    claimed: [...has].filter((identity) => !had.has(identity)),
    released: [...had].filter((identity) => !has.has(identity)),
  };
}

/** One version on the way to another. */
export interface VersionStep {
  readonly before: Contact | null;
  readonly after: Contact;
  readonly put: Put;
}

/**
 * The versions that lead to `after`, which is the last. Each moves no more addresses than a transaction takes: a
 * contact may exchange 100 addresses at once (TextIt 6.3). Nearly always it is one. Throws UnstorableError.
 */
export function stepsTo(workspace: WorkspaceId, before: Contact | null, after: Contact): readonly VersionStep[] {
  const { claimed, released } = identityChanges(before, after);
  const moves = [...released, ...claimed];
  if (moves.length < MOST_ACTIONS) return [{ before, after, put: conditionalPut(workspace, before, after) }];
  const first: Contact = { ...after, urns: urnsWithout(before, after, moves.slice(MOST_ACTIONS - 1)) };
  const put = conditionalPut(workspace, before, first);
  return [{ before, after: first, put }, ...stepsTo(workspace, first, { ...after, version: after.version + 1 })];
}

/** The addresses of `after`, without those whose moves are still to come. */
function urnsWithout(before: Contact | null, after: Contact, moves: readonly string[]): string[] {
  const later = new Set(moves);
  const moved = after.urns.filter((urn) => !later.has(identityOf(urn)));
  return [...moved, ...(before?.urns ?? []).filter((urn) => later.has(identityOf(urn)))];
}

/** Stores a contact over what was read, version by version, as `stepsTo` returns them. */
export async function commit(
  data: Data,
  workspace: WorkspaceId,
  steps: readonly VersionStep[],
  holders: ReadonlyMap<string, Holder>,
): Promise<Committed> {
  for (const step of steps) {
    const stored = await commitStep(data, workspace, step, holders);
    if (stored !== 'stored') return stored;
  }
  return 'stored';
}

/** A change of addresses needs a transaction, which costs twice the units. */
async function commitStep(
  data: Data,
  workspace: WorkspaceId,
  step: VersionStep,
  holders: ReadonlyMap<string, Holder>,
): Promise<Committed> {
  if (!movesIdentities(step.before, step.after)) return (await write(data, step.put)) ? 'stored' : 'moved';
  const written = await transact(data, await writesOf(data, workspace, step, holders));
  if (written.ok) return 'stored';
  return written.failed[0] ? 'moved' : 'urn_taken';
}

/** What a transaction writes to store a version with its addresses: the contact first. */
export async function writesOf(
  data: Data,
  workspace: WorkspaceId,
  { before, after, put: contact }: VersionStep,
  holders: ReadonlyMap<string, Holder>,
): Promise<readonly Write[]> {
  const { claimed, released } = identityChanges(before, after);
  if (claimed.length > 0) await noteKey(data);
  const addresses = await Promise.all([
    ...released.map((identity) => release(data, workspace, after, identity)),
    ...claimed.map((identity) => claim(data, workspace, after.uuid, identity, holders.get(identity) ?? FREE)),
  ]);
  const ofEarlierKeys = addresses.flatMap(([, ...others]) => others);
  // A transaction takes no more; a repair removes what remains under an earlier key.
  return [contact, ...addresses.map(([first]) => first), ...ofEarlierKeys].slice(0, MOST_ACTIONS);
}

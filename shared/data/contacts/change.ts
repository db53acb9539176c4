import type { Applied } from '../../domain/changes/apply.ts';
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactEvent } from '../../domain/contacts/events.ts';
import type { OptOuts } from '../../domain/contacts/modifiers/outcome.ts';
import type { OptOut } from '../../domain/contacts/opt-out/last-word.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { CONFLICT, type Data, RACES, retryOnConflict } from '../dynamo/index.ts';
import { commit, identityChanges, stepsTo, type VersionStep } from './commit.ts';
import { putRefusals } from './history.ts';
import type { Stint } from './keys.ts';
import { readContact } from './read.ts';
import { deleteStints, putStints, stintsBegun, withStints } from './rosters.ts';
import { type Holder, optOutOf, ownersOf, readHolders } from './urn-owners.ts';

type Changed =
  | {
      readonly outcome: 'changed' | 'unchanged';
      readonly contact: Contact;
      readonly events: readonly ContactEvent[];
    }
  | { readonly outcome: 'missing' | 'deleted' | 'moved' };

/**
 * Returns what a contact becomes; pure, called again after a lost race. `taken` are claims that other contacts own,
 * `optOuts` the refusals of deleted owners: who brings such an address back must not make it active.
 */
export type Decide = (contact: Contact, taken: ReadonlySet<string>, optOuts: OptOuts) => Applied;

export interface ChangeOptions {
  /** Identities (`scheme:path`) that the change may claim. */
  readonly claims?: readonly string[];
  /** The only version to change; any other gives the outcome `moved`. */
  readonly ifVersion?: number;
  /** The contact as it was read before, which saves a read. */
  readonly read?: Contact;
  /** Called after each read, before `decide`. What it throws is thrown. */
  readonly onceRead?: () => Promise<void>;
}

/** Reads, decides, and writes at the version read. Throws UnstorableError, and ContentionError after 8 lost races. */
export const changeContact = (
  data: Data,
  workspace: WorkspaceId,
  uuid: ContactId,
  options: ChangeOptions,
  decide: Decide,
): Promise<Changed> => changeAfter(data, workspace, uuid, options, decide, []);

/** Like `changeContact`, after an earlier attempt that put roster entries which may have to go. */
export async function changeAfter(
  data: Data,
  workspace: WorkspaceId,
  uuid: ContactId,
  options: ChangeOptions,
  decide: Decide,
  abandoned: readonly Stint[],
): Promise<Changed> {
  const claims = new Set(options.claims);
  const put = [...abandoned];
  let known: Contact | undefined = options.read;
  return retryOnConflict<Changed>(RACES, `contact ${uuid}`, async () => {
    const before = known ?? (await readContact(data, workspace, uuid, { consistent: true }));
    known = undefined;
    if (before === null) return { outcome: 'missing' };
    if (isTombstone(before)) {
      await deleteStints(data, workspace, put);
      return { outcome: 'deleted' };
    }
    if (options.ifVersion !== undefined && options.ifVersion !== before.version) return { outcome: 'moved' };
    const decided = Promise.resolve(options.onceRead?.()).then(() => decideOn(data, workspace, before, claims, decide));
    const { applied, holders, steps } = await decided.catch(async (error) => {
      await deleteStints(data, workspace, leftBehind(put, before));
      throw error;
    });
    const after = steps.at(-1)?.after ?? before;
    const begun = stintsBegun(before, after);
    await putStints(data, workspace, begun);
    if ((await commit(data, workspace, steps, holders)) === 'stored') {
      await deleteStints(data, workspace, [...stintsBegun(after, before), ...leftBehind(put, after)]);
      await recordRefusals(data, workspace, after, applied);
      return { outcome: applied.changed ? 'changed' : 'unchanged', contact: after, events: applied.events };
    }
    put.push(...begun);
    return CONFLICT;
  });
}

async function recordRefusals(
  data: Data,
  workspace: WorkspaceId,
  now: Contact,
  { events, asked }: Applied,
): Promise<void> {
  if (asked === undefined) return;
  const { uuid: contact, version } = now;
  await putRefusals(data, workspace, { contact, version, at: asked.now, change: asked.change, events });
}

/** Entries of lost attempts that no other attempt needs: neither a version nor an earlier shard comes back. */
const leftBehind = (put: readonly Stint[], now: Contact): Stint[] =>
  put.filter(
    ({ group, version, shard }) => shard !== now.shard || (version <= now.version && now.joined[group] !== version),
  );

interface Decided {
  readonly applied: Applied;
  readonly holders: ReadonlyMap<string, Holder>;
  /** The writes that lead there; empty when nothing changes. */
  readonly steps: readonly VersionStep[];
}

/** Calls `decide`; if it takes an identity that was not looked up, looks it up and calls again. */
async function decideOn(
  data: Data,
  workspace: WorkspaceId,
  before: Contact,
  claims: Set<string>,
  decide: Decide,
): Promise<Decided> {
  for (;;) {
    const holders = claims.size === 0 ? new Map<string, Holder>() : await readHolders(data, workspace, [...claims]);
    const applied = decide(before, takenFrom(before.uuid, holders), optOutsOf(holders));
    const unknown = identityChanges(before, applied.contact).claimed.filter((identity) => !claims.has(identity));
    if (unknown.length === 0) {
      const steps = applied.changed ? stepsTo(workspace, before, withStints(before, applied.contact)) : [];
      return { applied, holders, steps };
    }
    for (const identity of unknown) claims.add(identity);
  }
}

const takenFrom = (uuid: ContactId, holders: ReadonlyMap<string, Holder>): ReadonlySet<string> =>
  new Set([...ownersOf(holders)].filter(([, owner]) => owner.uuid !== uuid).map(([identity]) => identity));

function optOutsOf(holders: ReadonlyMap<string, Holder>): OptOuts {
  const optOuts = new Map<string, OptOut>();
  for (const [identity, holder] of holders) {
    const optOut = optOutOf(holder);
    if (optOut !== null) optOuts.set(identity, optOut);
  }
  return optOuts;
}

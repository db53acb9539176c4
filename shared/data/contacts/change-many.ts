import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { type Data, eachOf, write } from '../dynamo/index.ts';
import { changeAfter, type Decide } from './change.ts';
import { conditionalPut, movesIdentities } from './commit.ts';
import type { Stint } from './keys.ts';
import { deleteStints, putStints, stintsBegun, withStints } from './rosters.ts';
import type { OptOut } from './urn-owners.ts';

/** Writes under way at once: enough to keep one client busy, few enough for the SDK's 50 sockets. */
const AT_ONCE = 24;

export type ManyOutcome = 'changed' | 'unchanged' | 'missing' | 'deleted';

interface Write {
  readonly before: Contact;
  readonly after: Contact;
}

/** A contact that is changed by itself, and the roster entries already put for it. */
interface Single {
  readonly uuid: ContactId;
  readonly put: readonly Stint[];
}

const NONE_TAKEN: ReadonlySet<string> = new Set();
const NO_OPT_OUTS: ReadonlyMap<string, OptOut> = new Map();

/**
 * Changes a slice of contacts, each on the version at which it was read (eventually consistent is good enough): roster
 * entries in batches around the contacts' own writes. A lost race or a change of addresses goes the way of `changeContact`,
 * and `decide` is called again. On an error the contacts written so far stay changed; doing the slice again is safe.
 */
export async function changeMany(
  data: Data,
  workspace: WorkspaceId,
  contacts: readonly Contact[],
  decide: Decide,
): Promise<ReadonlyMap<ContactId, ManyOutcome>> {
  const outcomes = new Map<ContactId, ManyOutcome>();
  const { unchanged, writes, singles } = plan(contacts, decide);
  for (const uuid of unchanged) outcomes.set(uuid, 'unchanged');
  const lost = await writeAll(data, workspace, writes, (uuid) => outcomes.set(uuid, 'changed'));
  await eachOf([...singles, ...lost], AT_ONCE, async ({ uuid, put }) => {
    const { outcome } = await changeAfter(data, workspace, uuid, {}, decide, put);
    if (outcome === 'moved') throw new Error('Only a change of one given version can find it moved');
    outcomes.set(uuid, outcome);
  });
  return outcomes;
}

function plan(contacts: readonly Contact[], decide: Decide) {
  const unchanged: ContactId[] = [];
  const writes: Write[] = [];
  const singles: Single[] = [];
  for (const before of contacts) {
    const { contact, changed } = decide(before, NONE_TAKEN, NO_OPT_OUTS);
    if (!changed) unchanged.push(before.uuid);
    else if (movesIdentities(before, contact)) singles.push({ uuid: before.uuid, put: [] });
    else writes.push({ before, after: withStints(before, contact) });
  }
  return { unchanged, writes, singles };
}

/** Writes what can be written as it was read; returns those that lost their race. */
async function writeAll(
  data: Data,
  workspace: WorkspaceId,
  writes: readonly Write[],
  onChanged: (uuid: ContactId) => void,
): Promise<Single[]> {
  const lost: Single[] = [];
  const ended: Stint[] = [];
  await putStints(
    data,
    workspace,
    writes.flatMap(({ before, after }) => stintsBegun(before, after)),
  );
  try {
    await eachOf(writes, AT_ONCE, async ({ before, after }) => {
      if (await write(data, conditionalPut(workspace, before, after))) {
        onChanged(after.uuid);
        ended.push(...stintsBegun(after, before));
      } else {
        lost.push({ uuid: before.uuid, put: stintsBegun(before, after) });
      }
    });
  } finally {
    await deleteStints(data, workspace, ended);
  }
  return lost;
}

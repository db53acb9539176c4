import type { Contact } from '../../domain/contacts/contact.ts';
import type { OptOuts } from '../../domain/contacts/modifiers/outcome.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { chunks, type Data, eachAlone, type Put, UnstorableError, write } from '../dynamo/index.ts';
import { type ChangeOptions, changeAfter, type Decide } from './change.ts';
import { conditionalPut, movesIdentities } from './commit.ts';
import type { Stint } from './keys.ts';
import { deleteStints, putStints, stintsBegun, withStints } from './rosters.ts';

/** Writes under way at once: enough to keep one client busy, few enough for the SDK's 50 sockets. */
const AT_ONCE = 24;

export type ManyOutcome =
  | { readonly outcome: 'changed' | 'unchanged' | 'missing' | 'deleted' }
  /** It is as it was, and would be again next time. `error`: `decide` threw, or a value has no form in the table. */
  | { readonly outcome: 'failed'; readonly reason: 'too_large' | 'error'; readonly error: Error };

interface Planned {
  readonly before: Contact;
  readonly after: Contact;
  readonly put: Put;
}

/** A contact that is changed by itself, and the roster entries already put for it. */
interface Single {
  readonly uuid: ContactId;
  readonly put: readonly Stint[];
}

export interface ManyOptions extends Pick<ChangeOptions, 'onceRead'> {
  /** Called when all has been decided and nothing is written yet; what it throws is thrown. */
  readonly planned?: (() => Promise<void>) | undefined;
  /** Asked between batches of 250 contacts; after false those that follow are left, without an outcome. */
  readonly goOn?: (() => Promise<boolean>) | undefined;
}

/** Contacts of a batch: what is still done when a job is told to stop. */
export const STOP_BATCH = 250;

type Outcomes = Map<ContactId, ManyOutcome>;

const NONE_TAKEN: ReadonlySet<string> = new Set();
const NO_OPT_OUTS: OptOuts = new Map();

/**
 * Changes a slice of contacts, each on the version at which it was read (eventually consistent is good enough): roster
 * entries in batches around the contacts' own writes. A lost race or a change of addresses goes the way of `changeContact`,
 * and `decide` is called again, after `onceRead`.
 *
 * One contact fails alone: what `decide` throws for it, or what can never be stored of it, is its outcome. Throws for what may
 * pass (a table that does not answer, contacts that others keep changing); those written by then stay changed, and doing the
 * slice again is safe.
 */
export async function changeMany(
  data: Data,
  workspace: WorkspaceId,
  contacts: readonly Contact[],
  decide: Decide,
  options: ManyOptions = {},
): Promise<ReadonlyMap<ContactId, ManyOutcome>> {
  const outcomes: Outcomes = new Map();
  const caught = catching(decide);
  const batches = chunks(contacts, STOP_BATCH).map((some) => plan(workspace, some, caught));
  await options.planned?.();
  for (const [index, batch] of batches.entries()) {
    if (index > 0 && options.goOn !== undefined && !(await options.goOn())) break;
    await changeBatch(data, workspace, batch, caught, options);
    for (const [uuid, outcome] of batch.outcomes) outcomes.set(uuid, outcome);
  }
  return outcomes;
}

async function changeBatch(
  data: Data,
  workspace: WorkspaceId,
  { planned, singles, outcomes }: Batch,
  decide: Decide,
  options: ManyOptions,
): Promise<void> {
  const lost = await writeAll(data, workspace, planned, outcomes);
  await eachAlone([...singles, ...lost], AT_ONCE, async ({ uuid, put }) => {
    outcomes.set(uuid, await changeSingle(data, workspace, { uuid, put }, decide, options));
  });
}

/** Marks what `decide` throws, which is the contact's own, apart from what tables throw. */
class DecisionError extends Error {}

const catching =
  (decide: Decide): Decide =>
  (...given) => {
    try {
      return decide(...given);
    } catch (cause) {
      throw new DecisionError('A decision about a contact failed', { cause });
    }
  };

/** The outcome of a contact that fails alone. Throws the error when it is not the contact's. */
function failureOf(error: unknown): ManyOutcome {
  if (error instanceof DecisionError) return { outcome: 'failed', reason: 'error', error: asError(error.cause) };
  if (!(error instanceof UnstorableError)) throw error;
  return { outcome: 'failed', reason: error.reason === 'too_large' ? 'too_large' : 'error', error };
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** Contacts that are written together, with the outcomes of those that are not. */
interface Batch {
  readonly planned: readonly Planned[];
  readonly singles: readonly Single[];
  readonly outcomes: Outcomes;
}

function plan(workspace: WorkspaceId, contacts: readonly Contact[], decide: Decide): Batch {
  const outcomes: Outcomes = new Map();
  const planned: Planned[] = [];
  const singles: Single[] = [];
  for (const before of contacts) {
    try {
      const { contact, changed } = decide(before, NONE_TAKEN, NO_OPT_OUTS);
      if (!changed) outcomes.set(before.uuid, { outcome: 'unchanged' });
      else if (movesIdentities(before, contact)) singles.push({ uuid: before.uuid, put: [] });
      else {
        const after = withStints(before, contact);
        planned.push({ before, after, put: conditionalPut(workspace, before, after) });
      }
    } catch (error) {
      outcomes.set(before.uuid, failureOf(error));
    }
  }
  return { planned, singles, outcomes };
}

/** Writes what can be written as it was read; returns those that lost their race. */
async function writeAll(
  data: Data,
  workspace: WorkspaceId,
  planned: readonly Planned[],
  outcomes: Outcomes,
): Promise<Single[]> {
  const lost: Single[] = [];
  const ended: Stint[] = [];
  await putStints(
    data,
    workspace,
    planned.flatMap(({ before, after }) => stintsBegun(before, after)),
  );
  try {
    await eachAlone(planned, AT_ONCE, async ({ before, after, put }) => {
      const { uuid } = before;
      try {
        if (await write(data, put)) {
          outcomes.set(uuid, { outcome: 'changed' });
          ended.push(...stintsBegun(after, before));
        } else lost.push({ uuid, put: stintsBegun(before, after) });
      } catch (error) {
        outcomes.set(uuid, failureOf(error));
        ended.push(...stintsBegun(before, after));
      }
    });
  } finally {
    await deleteStints(data, workspace, ended);
  }
  return lost;
}

async function changeSingle(
  data: Data,
  workspace: WorkspaceId,
  { uuid, put }: Single,
  decide: Decide,
  options: ManyOptions,
): Promise<ManyOutcome> {
  try {
    const { outcome } = await changeAfter(data, workspace, uuid, options, decide, put);
    if (outcome === 'moved') throw new Error('Only a change of one given version can find it moved');
    return { outcome };
  } catch (error) {
    return failureOf(error);
  }
}

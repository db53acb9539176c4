import type { Contact } from '../../domain/contacts/contact.ts';
import type { OptOuts } from '../../domain/contacts/modifiers/outcome.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { errorNamed } from '../../query/error-named.ts';
import {
  ContentionError,
  chunks,
  type Data,
  eachAlone,
  type Put,
  UnstorableError,
  writeMany,
} from '../dynamo/index.ts';
import { type ChangeOptions, changeAfter, type Decide } from './change.ts';
import { conditionalPut, movesIdentities } from './commit.ts';
import { CONTACT_ATTRIBUTES } from './item.ts';
import type { Stint } from './keys.ts';
import { deleteStints, putStints, stintsBegun, withStints } from './rosters.ts';

/** Concurrent changes of single contacts: enough to keep one client busy, few enough for the SDK's 50 sockets. */
const AT_ONCE = 24;

export type ManyOutcome =
  | { readonly outcome: 'changed' | 'unchanged' | 'missing' | 'deleted' }
  /** The contact cannot be stored, now or later. `error`: `decide` threw, or a value has no form in the table. */
  | { readonly outcome: 'failed'; readonly reason: 'too_large'; readonly error: UnstorableError }
  | { readonly outcome: 'failed'; readonly reason: 'error'; readonly error: Error };

interface Planned {
  readonly before: Contact;
  readonly after: Contact;
  readonly put: Put;
}

/** A contact that is changed by itself, with the roster entries that were already put for it. */
interface Single {
  readonly uuid: ContactId;
  readonly put: readonly Stint[];
}

export interface ManyOptions extends Pick<ChangeOptions, 'onceRead'> {
  /** Called after everything is decided and before anything is written. What it throws is thrown. */
  readonly planned?: (() => Promise<void>) | undefined;
  /** Called between batches of 250 contacts. After false, the rest is left without an outcome. */
  readonly goOn?: (() => Promise<boolean>) | undefined;
}

/** Contacts of a batch: a job that is told to stop still finishes one. */
export const STOP_BATCH = 250;

type Outcomes = Map<ContactId, ManyOutcome>;

const NONE_TAKEN: ReadonlySet<string> = new Set();
const NO_OPT_OUTS: OptOuts = new Map();

/**
 * Changes a slice of contacts, each at the version that was read (eventually consistent is enough); one that fails
 * alone has an outcome. After a lost race, or when addresses change, `changeContact` calls `decide` again. Throws for
 * what may pass; contacts already written stay changed, and the slice can be done again safely.
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

/** Marks an error of `decide`, which belongs to one contact, unlike errors of tables. */
class DecisionError extends errorNamed('DecisionError') {}

const catching =
  (decide: Decide): Decide =>
  (...given) => {
    try {
      return decide(...given);
    } catch (cause) {
      throw new DecisionError('A decision about a contact failed', { cause });
    }
  };

/** The outcome of a contact that failed alone. Throws the error when other contacts would have it too. */
function failureOf(error: unknown): ManyOutcome {
  if (error instanceof DecisionError) return { outcome: 'failed', reason: 'error', error: asError(error.cause) };
  if (!(error instanceof UnstorableError)) throw error;
  return { outcome: 'failed', reason: error.reason === 'too_large' ? 'too_large' : 'error', error };
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** Contacts to write together, and the outcomes of the others. */
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

/** Writes contacts at the versions that were read; returns those that lost a race. */
async function writeAll(
  data: Data,
  workspace: WorkspaceId,
  planned: readonly Planned[],
  outcomes: Outcomes,
): Promise<Single[]> {
  const lost: Single[] = [];
  const ended: Stint[] = [];
  const contended: ContentionError[] = [];
  await putStints(
    data,
    workspace,
    planned.flatMap(({ before, after }) => stintsBegun(before, after)),
  );
  const replacements = planned.map((one) => ({ ...one, names: CONTACT_ATTRIBUTES }));
  try {
    await writeMany(data, replacements, ({ before, after }, settled) => {
      const { uuid } = before;
      if (settled === false) lost.push({ uuid, put: stintsBegun(before, after) });
      else if (settled instanceof ContentionError) contended.push(settled);
      else {
        outcomes.set(uuid, settled === true ? { outcome: 'changed' } : failureOf(settled));
        ended.push(...(settled === true ? stintsBegun(after, before) : stintsBegun(before, after)));
      }
    });
  } finally {
    await deleteStints(data, workspace, ended);
  }
  const [first] = contended;
  if (first !== undefined) throw first;
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

import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import {
  ContentionError,
  chunks,
  type Data,
  eachAlone,
  eachOf,
  transact,
  UnstorableError,
  type Write,
} from '../dynamo/index.ts';
import { MOST_ACTIONS, writesOf } from './commit.ts';
import { type Build, ContactExistsError, createContact, type PlannedContact, planNew, storeNew } from './create.ts';
import { deleteStints, putStints } from './rosters.ts';
import { readHolders } from './urn-owners.ts';

const AT_ONCE = 24;

/** Transactions, each of some thirty contacts. */
const TOGETHER_AT_ONCE = 4;

/** Contacts whose addresses are looked up, and roster entries put, together. */
const BATCH = 250;

export interface NewContact {
  readonly uuid: ContactId;
  readonly identities: readonly string[];
  readonly build: Build;
}

export type CreatedOne =
  | { readonly outcome: 'created' }
  | { readonly outcome: 'taken'; readonly owners: ReadonlyMap<string, Contact> }
  /** The uuid is in use: this very contact was created before. */
  | { readonly outcome: 'there' }
  | { readonly outcome: 'failed'; readonly reason: 'too_large' | 'error' };

/**
 * Creates contacts like `createContact`, for the same units, but looks addresses up, puts roster entries and writes in
 * batches. One that cannot be stored fails alone: its outcome says why. Throws for what may pass; contacts already
 * written stay.
 */
export async function createMany(
  data: Data,
  workspace: WorkspaceId,
  wanted: readonly NewContact[],
): Promise<ReadonlyMap<ContactId, CreatedOne>> {
  const outcomes = new Map<ContactId, CreatedOne>();
  for (const some of chunks(wanted, BATCH)) {
    const planned = await planAll(data, workspace, some, outcomes);
    await putStints(
      data,
      workspace,
      planned.flatMap(({ plan }) => plan.begun),
    );
    await storeTogether(data, workspace, planned, outcomes);
    const left = planned.filter(({ one }) => !outcomes.has(one.uuid));
    await eachAlone(left, AT_ONCE, async ({ one, plan }) => {
      outcomes.set(one.uuid, await createOne(data, workspace, one, plan));
    });
  }
  return outcomes;
}

interface Planned {
  readonly one: NewContact;
  readonly plan: PlannedContact;
}

async function planAll(
  data: Data,
  workspace: WorkspaceId,
  wanted: readonly NewContact[],
  outcomes: Map<ContactId, CreatedOne>,
): Promise<Planned[]> {
  const identities = new Set(wanted.flatMap((one) => one.identities));
  const holders = await readHolders(data, workspace, [...identities]);
  const planned: Planned[] = [];
  for (const one of wanted) {
    try {
      const plan = planNew(data, workspace, one.identities, holders, one.build);
      if ('taken' in plan) outcomes.set(one.uuid, { outcome: 'taken', owners: plan.taken });
      else planned.push({ one, plan });
    } catch (error) {
      outcomes.set(one.uuid, failureOf(error));
    }
  }
  return planned;
}

/** Stores those that need a transaction each in few of them. All of one that is refused are left to be stored alone. */
async function storeTogether(
  data: Data,
  workspace: WorkspaceId,
  planned: readonly Planned[],
  outcomes: Map<ContactId, CreatedOne>,
): Promise<void> {
  const groups = await transactionsOf(data, workspace, planned);
  await eachOf(groups, TOGETHER_AT_ONCE, async ({ some, writes }) => {
    try {
      if ((await transact(data, writes)).ok) for (const { one } of some) outcomes.set(one.uuid, { outcome: 'created' });
    } catch (error) {
      if (!(error instanceof UnstorableError || error instanceof ContentionError)) throw error;
    }
  });
}

interface Transaction {
  readonly some: Planned[];
  readonly writes: Write[];
}

async function transactionsOf(data: Data, workspace: WorkspaceId, planned: readonly Planned[]): Promise<Transaction[]> {
  const groups: Transaction[] = [];
  for (const one of planned) {
    const [step, more] = one.plan.steps;
    if (step === undefined || more !== undefined || one.one.identities.length === 0) continue;
    const writes = await writesOf(data, workspace, step, one.plan.holders);
    const last = groups.at(-1);
    if (last !== undefined && last.writes.length + writes.length <= MOST_ACTIONS) {
      last.some.push(one);
      last.writes.push(...writes);
    } else groups.push({ some: [one], writes: [...writes] });
  }
  return groups;
}

async function createOne(
  data: Data,
  workspace: WorkspaceId,
  { identities, build }: NewContact,
  plan: PlannedContact,
): Promise<CreatedOne> {
  try {
    if (await storeNew(data, workspace, plan)) return { outcome: 'created' };
    const created = await createContact(data, workspace, identities, build);
    return created.ok ? { outcome: 'created' } : { outcome: 'taken', owners: created.taken };
  } catch (error) {
    if (error instanceof ContactExistsError) return { outcome: 'there' };
    const failed = failureOf(error);
    await deleteStints(data, workspace, plan.begun);
    return failed;
  }
}

/** The outcome of a contact that failed alone. Throws the error when other contacts would have it too. */
function failureOf(error: unknown): CreatedOne {
  if (!(error instanceof UnstorableError)) throw error;
  return { outcome: 'failed', reason: error.reason === 'too_large' ? 'too_large' : 'error' };
}

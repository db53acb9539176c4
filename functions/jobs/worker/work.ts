import { consumedSince } from '../../../shared/data/dynamo/index.ts';
import { closeSlice, type JobRecord, readJob, readSlice, startJob } from '../../../shared/data/jobs/index.ts';
import { loadAssets } from '../../../shared/data/workspace/index.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { Tally } from '../../../shared/domain/jobs/job.ts';
import { type KnownOperation, kindOf, operationOf } from '../../../shared/domain/jobs/kinds/index.ts';
import { isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import type { Working } from '../../../shared/domain/jobs/rules.ts';
import { totalsOf } from '../../../shared/domain/jobs/totals.ts';
import type { Verdict } from '../../../shared/domain/jobs/verdict.ts';
import type { Runtime } from '../../../shared/lambda/runtime.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import { complete } from '../complete.ts';
import { sendNextSlice } from '../next-slice.ts';
import { changeContacts } from './change.ts';
import { deleteContacts } from './delete.ts';
import { followGroups } from './follow.ts';
import { SliceRecord } from './record.ts';
import { createRows, importing, readRows } from './rows.ts';
import { ruleOf } from './rule.ts';

export type WorkRuntime = Pick<Runtime, 'data' | 'files' | 'now' | 'logger' | 'metrics' | 'queues'>;

/**
 * `{workspace, job, slice}`: does to the contacts of one slice what the job is for, and closes the slice.
 * Looks at the job first: a job that is paused or has ended is left alone (its slices are sent again when it is resumed),
 * and a slice that is closed is not done again: the next in its lane is sent. One that was interrupted half-way is: its contacts say what was done to them
 * (ADR 021). When another delivery closes it meanwhile, this one stops.
 * Throws UnknownKindError, before anything is done, for a job that this release cannot carry out.
 */
export async function work(message: WorkMessage, runtime: WorkRuntime): Promise<void> {
  const { workspace, job: uuid, slice: number } = message;
  const { data } = runtime;
  const start = data.meter.read();
  const read = await readJob(data, workspace, uuid);
  if (read === null || !isRunning(read) || isOfEarlierTurn(message, read)) return;
  const operation = operationOf(read);
  const slice = await readSlice(data, workspace, uuid, number);
  if (slice?.state === 'open') {
    const job = read.status === 'queued' ? await startJob(data, read, runtime.now()) : read;
    const done = await doSlice(runtime, job, operation, { number, uuids: slice.uuids });
    if (done === null) return;
    const { verdicts, errors } = done;
    const totals = totalsOf(verdicts.values());
    const capacity = consumedSince(data.meter, start);
    if (!(await closeSlice(data, job, number, { totals, errors, capacity, now: runtime.now() }))) return;
  }
  await sendNextSlice(runtime, await complete(runtime, workspace, uuid), message);
}

/** A message of the release before turns came has none. */
const isOfEarlierTurn = ({ turn }: WorkMessage, job: JobRecord): boolean => turn !== undefined && turn !== job.turn;

interface Done {
  readonly verdicts: ReadonlyMap<ContactId, Verdict>;
  readonly errors: Tally;
}

/**
 * What became of each contact of the slice, once it is written down; null when the job has ended before anything was done, or
 * another delivery closed the slice.
 */
async function doSlice(
  runtime: WorkRuntime,
  job: JobRecord,
  operation: KnownOperation,
  { number, uuids }: { readonly number: number; readonly uuids: readonly ContactId[] },
): Promise<Done | null> {
  const { data } = runtime;
  const { workspace, uuid, createdBy } = job;
  const working: Working = {
    assets: await loadAssets(data, workspace),
    now: runtime.now(),
    change: {
      ...{ by: createdBy, via: kindOf(job).via, job: uuid, slice: number },
      ...(operation.type === 'undo' && { undoes: operation.undone(job.work).job }),
    },
  };
  const record = new SliceRecord(runtime, working, { job, number, uuids });
  if (operation.type === 'delete') return record.end(await deleteContacts(data, job, uuids, operation, working));
  const rows =
    operation.type === 'import_rows' ? await readRows(runtime.files, job, operation.import(job.work), number) : null;
  const created = rows === null ? null : await createRows(runtime, job, rows, working);
  const rule =
    operation.type === 'import_rows'
      ? importing(rows ?? new Map(), working)
      : await ruleOf(data, job, operation, uuids, working, record);
  if (rule === null) return null;
  const others = created === null ? uuids : uuids.filter((one) => !created.has(one));
  const verdicts = await changeContacts(runtime, workspace, others, {
    ...working,
    rule,
    slice: { job: uuid, slice: number },
    planned: () => record.plan(),
  });
  if (verdicts === null) return null;
  await followGroups(data, workspace, uuids, working);
  return record.end(new Map([...verdicts, ...(created ?? [])]));
}

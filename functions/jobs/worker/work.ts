import { consumedSince } from '../../../shared/data/dynamo/index.ts';
import {
  accountFor,
  closeSlice,
  doneOf,
  holdJob,
  type JobRecord,
  projectionLag,
  readJob,
  readSlice,
  type Slice,
  startJob,
  touchJob,
} from '../../../shared/data/jobs/index.ts';
import { loadAssets } from '../../../shared/data/workspace/index.ts';
import type { Mark } from '../../../shared/domain/contacts/contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { FAR_BEHIND, secondsToHold } from '../../../shared/domain/jobs/hold-back.ts';
import { SLICE_SIZE, type Tally } from '../../../shared/domain/jobs/job.ts';
import { type KnownOperation, kindOf, operationOf, type Working } from '../../../shared/domain/jobs/kinds/index.ts';
import { isRunning } from '../../../shared/domain/jobs/lifecycle.ts';
import { isDivided, isTooEarly, paceOf } from '../../../shared/domain/jobs/pace.ts';
import { totalsOf } from '../../../shared/domain/jobs/totals.ts';
import type { Verdict } from '../../../shared/domain/selection/verdict.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import { changeContacts, followGroups } from './change.ts';
import { complete } from './complete.ts';
import { deleteContacts } from './delete.ts';
import { exportSlice } from './export.ts';
import { importSlice } from './import.ts';
import { sendNextSlice, sendSlice } from './next-slice.ts';
import { ruleOf } from './rule.ts';
import type { WorkRuntime } from './runtime.ts';
import { SliceRecord } from './slice-record.ts';

/** Puts a slice off while the stream's function is more than 60 s behind, and says so; true when it did. */
async function holdBack(
  { data, now, queues }: WorkRuntime,
  job: JobRecord,
  operation: KnownOperation,
  message: WorkMessage,
): Promise<boolean> {
  // An export changes nobody.
  if (operation.type === 'export') return false;
  const { held = 0 } = message;
  const lag = await projectionLag(data, job.unheard ?? null, now());
  await holdJob(data, job, lag > FAR_BEHIND ? 'projection' : null, now());
  const delay = secondsToHold(lag, held);
  if (delay === 0) return false;
  // A job that waits again is not stuck.
  if (held > 0) await touchJob(data, job, now());
  await queues.send('work', [{ ...message, held: held + delay }], message.workspace, { delay });
  return true;
}

/**
 * `{workspace, job, slice}`: does the job's work on the contacts of one slice, and closes it. Checks the job first and
 * between batches: when it is paused or has ended, the finished part of the slice is accounted for. For a closed slice,
 * the next in its lane is sent. A slice whose worker died is repeated, and contacts show what was done (ADR 004). Stops
 * when another delivery closes the slice. Throws UnknownKindError first, for a job that this release cannot carry out.
 */
export async function work(message: WorkMessage, runtime: WorkRuntime): Promise<void> {
  const { workspace, job: uuid, slice: number } = message;
  const { data } = runtime;
  const start = data.meter.read();
  const following = data.meter.following();
  const read = await readJob(data, workspace, uuid);
  if (read === null || !isRunning(read) || isOfEarlierTurn(message, read)) return;
  const operation = operationOf(read);
  const slice = await readSlice(data, workspace, uuid, number);
  let contacts = 0;
  if (slice?.state === 'open') {
    if (comesTooEarly(read, slice, runtime.now())) return;
    if (await holdBack(runtime, read, operation, message)) return;
    const job = read.status === 'queued' ? await startJob(data, read, runtime.now()) : read;
    const portion = portionOf(job, operation, slice);
    const done = await doPortion(runtime, job, operation, { number, ...portion });
    if (done === null) return;
    const { verdicts, errors, optOuts = 0, fates = {} } = done;
    contacts = verdicts.size;
    const to = portion.done + contacts;
    const counted = { parts: slice.parts, totals: { ...totalsOf(verdicts.values()), optOuts, fates }, errors };
    const consumed = { capacity: consumedSince(data.meter, start), follows: data.meter.following() - following };
    const closing = { ...counted, ...consumed, now: runtime.now() };
    if (to < slice.uuids.length) {
      const isFirst = await accountFor(data, job, number, { ...closing, to });
      // It stopped early: the job waits, has ended, or restarted its lanes.
      if (isFirst && to === portion.uuids.length) await sendSlice(runtime, job, message, contacts);
      return;
    }
    if (!(await closeSlice(data, job, number, closing))) return;
  }
  await sendNextSlice(runtime, await complete(runtime, workspace, uuid), message, contacts);
}

/** The contacts for this delivery: to the slice's end, unless the job has a pace and can divide slices. */
function portionOf(job: JobRecord, operation: KnownOperation, { uuids, parts }: Slice) {
  const done = doneOf(parts);
  const most = (isDivided(operation) ? paceOf(job)?.contacts : null) ?? SLICE_SIZE;
  return { uuids: uuids.slice(0, done + most), done };
}

function comesTooEarly(job: JobRecord, { parts }: Slice, now: Instant): boolean {
  const before = parts.at(-2);
  const last = parts.at(-1);
  return last !== undefined && isTooEarly(job, { contacts: last.to - (before?.to ?? 0), at: last.closedOn }, now);
}

const isOfEarlierTurn = ({ turn }: WorkMessage, job: JobRecord): boolean => turn !== job.turn;

interface Done {
  readonly verdicts: ReadonlyMap<ContactId, Verdict>;
  readonly errors: Tally;
  /** Of an import: the opt-outs that were carried out. */
  readonly optOuts?: number;
  /** Of an import: as its totals have them. */
  readonly fates?: Tally;
}

/** Contacts of a slice up to a place, the first of which are already accounted for. */
interface Portion {
  readonly number: number;
  readonly uuids: readonly ContactId[];
  readonly done: number;
}

/** The stored outcomes of a portion; only the first ones when the job stops. Null: it ended, or others closed it. */
async function doPortion(
  runtime: WorkRuntime,
  job: JobRecord,
  operation: KnownOperation,
  portion: Portion,
): Promise<Done | null> {
  const { data } = runtime;
  const { workspace, uuid, createdBy, hops } = job;
  const { number, done } = portion;
  const uuids = portion.uuids.slice(done);
  const working: Working = {
    assets: await loadAssets(data, workspace),
    now: runtime.now(),
    change: {
      by: createdBy,
      via: kindOf(job).via,
      job: uuid,
      slice: number,
      ...(hops !== undefined && { hops }),
      ...(operation.type === 'undo' && { undoes: operation.undone(job.work).job }),
    },
  };
  const goOn = () => isInSameTurn(data, job);
  const record = new SliceRecord(runtime, working, { job, ...portion });
  if (operation.type === 'delete')
    return record.end(await deleteContacts(data, job, portion, operation, { ...working, goOn }));
  if (operation.type === 'export') return record.end(await exportSlice(runtime, job, number, portion.uuids, working));
  const slice = { job: uuid, slice: number, done };
  const imported =
    operation.type === 'import_rows'
      ? await importSlice(runtime, job, operation.import(job.work), uuids, { ...working, slice, goOn })
      : null;
  const verdicts =
    operation.type === 'import_rows'
      ? imported?.verdicts
      : await applyRule(runtime, job, operation, uuids, { ...working, slice, goOn, record });
  if (!verdicts) return null;
  await followGroups(data, workspace, [...verdicts.keys()], working);
  return { ...(await record.end(verdicts)), optOuts: imported?.optOuts ?? 0, fates: imported?.fates ?? {} };
}

interface Applying extends Working {
  readonly slice: Mark & { readonly done: number };
  readonly record: SliceRecord;
  goOn(): Promise<boolean>;
}

async function applyRule(
  runtime: WorkRuntime,
  job: JobRecord,
  operation: Parameters<typeof ruleOf>[2],
  uuids: readonly ContactId[],
  { slice, record, goOn, ...working }: Applying,
): Promise<ReadonlyMap<ContactId, Verdict> | null> {
  const rule = await ruleOf(runtime.data, job, operation, uuids, working, record);
  if (rule === null) return null;
  const planned = () => record.plan();
  return changeContacts(runtime, job.workspace, uuids, { ...working, rule, slice, planned, goOn });
}

/** Whether a job still runs in the turn in which it was read, a moment ago. 0.5 read units. */
async function isInSameTurn(data: WorkRuntime['data'], { workspace, uuid, turn }: JobRecord): Promise<boolean> {
  const now = await readJob(data, workspace, uuid, { consistent: false });
  return now !== null && isRunning(now) && now.turn === turn;
}

/** Freezing: a job's contacts are written down, slice by slice, before any is changed. Keys are in items.ts. */

import { randomBytes } from 'node:crypto';
import type { Pace } from '../../domain/costs/duration.ts';
import { estimateOf } from '../../domain/costs/estimate.ts';
import { sumOfForeseen } from '../../domain/costs/forecast.ts';
import { addDays, type Instant } from '../../domain/instant.ts';
import { approvalKindOf, askerOf, brakeOf, isBraked } from '../../domain/jobs/approval.ts';
import { NOTHING_SEEN, type Sighted } from '../../domain/jobs/freeze-check.ts';
import type { Approval } from '../../domain/jobs/job.ts';
import { kindOf, typeOf, workCostsOf } from '../../domain/jobs/kinds/index.ts';
import { frozenStatus } from '../../domain/jobs/lifecycle.ts';
import { MOST_DAYS_AHEAD } from '../../domain/jobs/scheduled-start.ts';
import { summaryOf } from '../../domain/jobs/summary/summary.ts';
import { sumOfTallies } from '../../domain/jobs/totals.ts';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import { allOf, type Consumed, type Data, equals, put, transact, update, type Write } from '../dynamo/index.ts';
import { addTaken, countTaken } from '../limits/index.ts';
import { auditItem, loadAssets, readSettings } from '../workspace/index.ts';
import { readBrakeReasons } from './brake-reasons.ts';
import { endItems, isUnmovedTurn } from './change-status.ts';
import { type JobRecord, sightedAttributes } from './header.ts';
import { forgetInput } from './input.ts';
import { jobKey, keptUntil, manifestKey, sliceKey } from './items.ts';
import { MANIFEST_BYTES, packUuids, UUID_BYTES } from './manifest-size.ts';
import { readJobNames } from './names.ts';
import type { SelectedSlice } from './next-slices.ts';
import { closeItem, waitItems } from './open-jobs.ts';
import { pastPace } from './past-pace.ts';
import { awaitingItems, secondLook, UNSEEN } from './second-look.ts';
import { scheduledItems } from './step-outbox.ts';
import { readJob } from './store.ts';

interface FrozenPage extends Omit<SelectedSlice, 'sighted'> {
  readonly sighted?: Sighted;
  readonly now: Instant;
  /** From here on, the selection's partitions are frozen side by side. */
  readonly partitions?: number;
  /** The slices that they have, all being frozen. */
  readonly sliceCounts?: readonly number[];
  /** What somebody has to decide before the job can be run. */
  readonly undecided?: Refusal | null;
  /** The approval that it has to wait for. */
  readonly approval?: Approval | null;
  /** Slices that are done at a time, if fewer than a job has lanes. */
  readonly workers?: number | undefined;
}

/**
 * Writes the next slice of a pending job and the progress of its selection in one transaction, on condition that the
 * job is as it was read. So of two deliveries one freezes the slice; the other gets null and stops. With the last page
 * the job becomes `completed` (without contacts), `queued`, `waiting` (if it begins later), or for a preview `ready`,
 * with its token and no longer open.
 */
export async function freezePage(data: Data, job: JobRecord, page: FrozenPage): Promise<JobRecord | null> {
  const isEstimated = job.preview && page.cursor === null;
  const pace = isEstimated ? await pastPace(data, job.workspace, job, page.workers) : undefined;
  const { approval, takeBack } = await lookAtEnd(data, job, page);
  const next = frozen(job, { ...page, approval }, pace);
  const items = [updatePage(job, next, page)];
  if (page.uuids.length > 0) items.push(...newSlice(job, job.slices.total, page));
  // A job that ends now forgets its whole input: a transaction may name an item only once.
  if (next.status === 'completed') items.push(...(await endItems(data, job, { status: 'completed', now: page.now })));
  else if (next.cursor === null && next.status === 'queued') items.push(...forgetInput(job, 'selection'));
  if (next.status === 'ready') items.push(closeItem(next), ...waitItems(next));
  if (next.status === 'awaiting_approval') items.push(...(await awaitedItems(data, next, page.now)));
  if (next.status === 'waiting') items.push(...waitItems(next), ...(await scheduledItems(data, next, page.now)));
  const written = await transact(data, items);
  if (written.ok) return next;
  await takeBack();
  return freezeSteered(data, job, page);
}

/** A job without a preview is counted, and perhaps stopped for a second person, when its last contacts are frozen. */
async function lookAtEnd(data: Data, job: JobRecord, page: FrozenPage) {
  const { cursor, uuids, now } = page;
  const contacts = job.frozen + uuids.length;
  const ends = cursor === null && contacts > 0 && !job.preview;
  const settings = ends && approvalKindOf(job) !== null ? await readSettings(data, job.workspace) : null;
  const asking = { contacts, by: askerOf(job), now, last: uuids };
  const whole = { ...job, ...fannedOut(page) };
  const looked = settings === null ? UNSEEN : await secondLook(data, whole, { ...asking, settings });
  // Anybody may let a brake go, so it is no way around a second person.
  if (looked.approval !== null || !ends) return looked;
  const taking = { workspace: job.workspace, limits: job.policy?.limits ?? [], now };
  const stopped = isBraked(job, contacts);
  const met = stopped ? null : await countTaken(data, taking, contacts);
  if (!stopped && met === null) {
    const takeBack = () => Promise.all([looked.takeBack(), addTaken(data, taking, -contacts)]).then(() => undefined);
    return { ...looked, takeBack };
  }
  const why = await readBrakeReasons(data, whole, uuids, met?.why);
  const limit = met && { limit: { taken: met.taken, most: met.most } };
  return { ...looked, approval: brakeOf(job, { ...why, ...limit }, now) };
}

/** A transaction tells the audit log too, as no request does. */
async function awaitedItems(data: Data, job: JobRecord, now: Instant): Promise<Write[]> {
  const { asked, reasons } = job.approval ?? {};
  const names = await readJobNames(data, job.workspace, [job], await loadAssets(data, job.workspace));
  const summary = summaryOf(job, names);
  const details = { type: typeOf(job), total: job.total, asked_by: asked?.id, ...(reasons && { reasons }), summary };
  const note = { kind: 'job.approval_asked', about: job.uuid, details } as const;
  const told = auditItem(job.workspace, note, { at: now, by: null, from: '' });
  return [...(await awaitingItems(data, job, now)), told];
}

/** Freezes the slice too if only the job's rate has changed since it was read. */
async function freezeSteered(data: Data, job: JobRecord, page: FrozenPage): Promise<JobRecord | null> {
  const now = await readJob(data, job.workspace, job.uuid);
  if (now?.status !== 'pending' || now.page !== job.page || now.turn === job.turn) return null;
  const { turn, maxRate } = now;
  return freezePage(data, { ...job, turn, maxRate }, page);
}

function frozen(job: JobRecord, page: FrozenPage, pace: Pace | undefined): JobRecord {
  const { uuids, cursor, now } = page;
  const count = job.frozen + uuids.length;
  const slices = { total: job.slices.total + (uuids.length > 0 ? 1 : 0), done: 0 };
  const place = { page: job.page + 1, cursor, frozen: count, slices, modifiedOn: now, nudges: 0 };
  const next = { ...job, ...place, ...withSighted(job, page), ...fannedOut(page) };
  if (cursor !== null) return next;
  // With nobody in it, it is done only where nothing is left to decide.
  const { approval } = page;
  const status = page.undecided ? 'ready' : approval ? 'awaiting_approval' : frozenStatus(count, job, now);
  return {
    ...next,
    status,
    total: count,
    estimate: job.preview
      ? estimateOf({ ...next, total: count, slices: slices.total, pace, ...workCostsOf(job) })
      : null,
    token: status === 'ready' ? randomBytes(18).toString('base64url') : null,
    endedOn: status === 'completed' ? now : null,
    ...(page.undecided && { undecided: page.undecided }),
    ...(approval && { approval }),
  };
}

const fannedOut = ({ partitions, sliceCounts }: FrozenPage) => ({
  ...(partitions !== undefined && { partitions }),
  ...(sliceCounts !== undefined && { sliceCounts }),
});

/** A transaction writes each item twice: job and slice (up to 1 KB each), and the manifest. */
const freezingUnits = (uuids: number): number =>
  uuids === 0 ? 2 : 2 * (2 + Math.ceil((MANIFEST_BYTES + uuids * UUID_BYTES) / 1024));

/** Adds what was seen and consumed to the earlier sums. */
function withSighted(job: JobRecord, { uuids, capacity, sighted = NOTHING_SEEN }: FrozenPage) {
  const { readUnits, writeUnits } = consumedBy(uuids.length, capacity);
  return {
    excluded: sumOfTallies(job.excluded, sighted.excluded),
    warned: sumOfTallies(job.warned, sighted.warned),
    foreseen: sumOfForeseen(job.foreseen, sighted),
    capacity: {
      readUnits: job.capacity.readUnits + readUnits,
      writeUnits: job.capacity.writeUnits + writeUnits,
    },
  };
}

export const consumedBy = (uuids: number, { readUnits, writeUnits }: Consumed): Consumed => ({
  readUnits,
  writeUnits: writeUnits + freezingUnits(uuids),
});

function updatePage(job: JobRecord, next: JobRecord, frozenPage: FrozenPage): Write {
  const { uuids, capacity, sighted = NOTHING_SEEN } = frozenPage;
  const {
    page,
    cursor,
    frozen: count,
    modifiedOn,
    nudges,
    status,
    total,
    token,
    endedOn,
    estimate,
    undecided,
    approval,
  } = next;
  const attributes = { page, cursor, frozen: count, modifiedOn, nudges, status, total, token, endedOn };
  return update(
    'workspace',
    jobKey(job.workspace, job.uuid),
    {
      set: {
        ...attributes,
        slicesTotal: next.slices.total,
        ...fannedOut(frozenPage),
        ...(estimate && { estimate }),
        ...(undecided && { undecided }),
        ...(approval && { approval }),
      },
      add: { ...consumedBy(uuids.length, capacity), ...sightedAttributes(sighted) },
    },
    allOf(equals('status', 'pending'), equals('page', job.page), isUnmovedTurn(job)),
  );
}

/** A waiting job keeps its manifest until it begins and 90 days longer: 17 bytes a contact (ADR 033). */
const manifestUntil = ({ preview, notBefore }: JobRecord, now: Instant): number =>
  keptUntil(preview || notBefore !== null ? addDays(now, MOST_DAYS_AHEAD) : now);

/** The items of a new slice: its state and its manifest. */
export function newSlice(job: JobRecord, slice: number, { uuids, now }: Pick<FrozenPage, 'uuids' | 'now'>): Write[] {
  const ttl = manifestUntil(job, now);
  const state = { ...sliceKey(job.workspace, job.uuid, slice), state: 'open', count: uuids.length, ttl };
  const stays = kindOf(job).keepsManifest === true;
  const manifest = { ...manifestKey(job.workspace, job.uuid, slice), uuids: packUuids(uuids), ...(!stays && { ttl }) };
  return [put('workspace', state), put('workspace', manifest)];
}

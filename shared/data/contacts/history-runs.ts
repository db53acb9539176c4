/**
 * What a run of a flow leaves with its contact: results, and errors, which are part of the contact's history.
 *
 *   C#<workspace>#<contact>   EVT#<version>#<job>#<slice>   { at, change, events: [errors], values?, ttl }
 *
 * A run that only changed its contact has none, because the version has the events. Deleting the contact deletes them
 * (ADR 025).
 */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Change } from '../../domain/contacts/contact.ts';
import { isTaken, type RunErrorEvent } from '../../domain/contacts/error-event.ts';
import type { ContactId, JobId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { KeptRun, RunValues } from '../../domain/jobs/kept-run.ts';
import { HISTORY_DAYS, RUN_DAYS } from '../../domain/settings/retention.ts';
import { batchGet, type Data, deleteAll, type Key, putAll, queryAll, ttlAfter } from '../dynamo/index.ts';
import { justAbove } from '../paging/index.ts';
import { veiled } from './history-addresses.ts';
import { contactPk, EVENT_PREFIX, refusalKey } from './keys.ts';

/** A run, and the version of the contact that it belongs to. */
export interface RunPointer {
  readonly contact: ContactId;
  readonly version: number;
  readonly job: JobId;
  readonly slice: number;
}

interface NewRunDetails extends RunPointer {
  readonly at: Instant;
  readonly change: Change;
  readonly run: Pick<KeptRun, 'errors' | 'values'>;
}

export interface RunDetails {
  readonly errors: readonly RunErrorEvent[];
  readonly values: RunValues;
}

interface DetailsItem extends Key {
  readonly at: Instant;
  readonly change: Change;
  readonly events: readonly RunErrorEvent[];
  readonly values?: RunValues;
  readonly ttl: number;
}

const keyOf = (workspace: WorkspaceId, { contact, version, job, slice }: RunPointer): Key =>
  refusalKey(workspace, contact, version, `${job}#${slice}`);

/** Stores what runs leave as long as runs are kept; a refused address like history (TextIt 2.12). Safe to repeat. */
export async function putRunDetails(
  data: Data,
  workspace: WorkspaceId,
  runs: readonly NewRunDetails[],
  days = HISTORY_DAYS,
): Promise<void> {
  await putAll(data, 'contacts', await Promise.all(runs.map((run) => toItem(data, workspace, run, days))));
}

async function toItem(data: Data, workspace: WorkspaceId, details: NewRunDetails, days: number): Promise<DetailsItem> {
  const { at, change, run } = details;
  const { values } = run;
  const events = await veiled(data, workspace, run.errors);
  return {
    ...keyOf(workspace, details),
    at,
    change,
    events: events.map((event, index) => withUuid(event, details, index)),
    ...(Object.keys(values).length > 0 && { values }),
    ttl: ttlAfter(at, run.errors.some(isTaken) ? days : Math.min(RUN_DAYS, days)),
  };
}

/** The same for the same run and place. */
function withUuid(event: RunErrorEvent, { contact, version, job, at }: NewRunDetails, index: number) {
  const random = createHash('sha256').update(`${contact}#${version}#${job}#${index}`).digest().subarray(0, 16);
  return { ...event, uuid: v7({ msecs: Math.floor(at / 1000), random, seq: version * 256 + 128 + index }) };
}

/** What runs left, by contact, as far as it is still kept. 0.5 read units for 4 KB of each. */
export async function readRunDetails(
  data: Data,
  workspace: WorkspaceId,
  runs: readonly RunPointer[],
): Promise<ReadonlyMap<string, RunDetails>> {
  const keys = runs.map((run) => keyOf(workspace, run));
  const items = await batchGet<DetailsItem>(data, 'contacts', keys);
  const byKey = new Map(items.map((item) => [`${item.pk} ${item.sk}`, item]));
  return new Map(
    runs.flatMap((run) => {
      const { pk, sk } = keyOf(workspace, run);
      const item = byKey.get(`${pk} ${sk}`);
      return item ? [[runKey(run), { errors: item.events, values: item.values ?? {} }] as const] : [];
    }),
  );
}

export const runKey = ({ contact, job, slice }: Omit<RunPointer, 'version'>): string => `${contact} ${job} ${slice}`;

/** Removes what a run left that did not count after all. */
export const deleteRunDetails = (data: Data, workspace: WorkspaceId, runs: readonly RunPointer[]): Promise<void> =>
  deleteAll(
    data,
    'contacts',
    runs.map((run) => keyOf(workspace, run)),
  );

/** A slice of a job that changed a contact, or ran it through a flow. */
export interface PastJob {
  readonly job: JobId;
  readonly slice: number;
}

/** The slices of jobs in a contact's history since a time. 0.5 read units for 4 KB of history. */
export async function jobsInHistory(
  data: Data,
  workspace: WorkspaceId,
  contact: ContactId,
  since: Instant,
): Promise<readonly PastJob[]> {
  const found = new Map<string, PastJob>();
  const items = queryAll<DetailsItem>(data, {
    table: 'contacts',
    partition: contactPk(workspace, contact),
    sort: { from: EVENT_PREFIX, to: justAbove(EVENT_PREFIX) },
    attributes: ['pk', 'sk', 'at', 'change'],
    descending: true,
  });
  for await (const { at, change } of items) {
    if (at < since) break;
    const { job, slice } = change;
    if (job !== undefined && slice !== undefined) found.set(`${job} ${slice}`, { job, slice });
  }
  return [...found.values()];
}

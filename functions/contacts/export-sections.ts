import {
  jobsInHistory,
  listHistory,
  type RunDetails,
  readRunDetails,
  runKey,
  withAddresses,
} from '../../shared/data/contacts/index.ts';
import { listRunsOf, readJob } from '../../shared/data/jobs/index.ts';
import { listMessages } from '../../shared/data/messages/index.ts';
import { CursorError } from '../../shared/data/paging/index.ts';
import { maskUrn } from '../../shared/domain/contacts/anon.ts';
import type { Contact, Tombstone } from '../../shared/domain/contacts/contact.ts';
import { marksOf } from '../../shared/domain/contacts/marks.ts';
import { lastWordOf } from '../../shared/domain/contacts/opt-out/last-word.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { addDays, formatInstant } from '../../shared/domain/instant.ts';
import { runUuid } from '../../shared/domain/jobs/run-uuid.ts';
import { historyDays, messagesDays } from '../../shared/domain/settings/retention.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { atCarrier } from './carrier.ts';
import { actorNames, showVersion } from './history.ts';
import { showContact } from './present.ts';

/** What is held of a person, in the order of the export; of a deleted one only the last two. */
export const HELD = ['contact', 'history', 'message', 'run', 'job', 'tombstone', 'erasure'] as const;

export interface Held {
  readonly kind: (typeof HELD)[number];
}

interface Part {
  readonly held: readonly Held[];
  /** Where the section continues; null at its end. */
  readonly cursor: string | null;
}

interface At {
  readonly limit: number;
  readonly cursor: string | undefined;
}

type Section = (contact: Contact, at: At, context: RequestContext) => Promise<Part> | Part;

/** Days for which jobs are kept. */
const JOB_DAYS = 90;

export const SECTIONS: readonly Section[] = [wholeContact, history, messages, runs, jobs];

async function wholeContact(contact: Contact, _: At, context: RequestContext): Promise<Part> {
  const { optOut, statusOn } = contact;
  const carrier = await atCarrier(contact, context);
  const more = { opt_out: optOut, last_word: showWord(contact), status_changed_on: formatInstant(statusOn) };
  const held = {
    kind: 'contact',
    ...showContact(contact, withArchived(context.assets)),
    ...more,
    ...(carrier && { carrier }),
  } as const;
  return { held: [held], cursor: null };
}

/** With archived fields, whose values are still held. */
const withArchived = ({ archivedFields = new Map(), ...assets }: Assets): Assets => ({
  ...assets,
  fields: new Map([...assets.fields, ...archivedFields]),
});

/** The person's last opt-out or opt-in: when, and by which word or for which reason. */
export function showWord(contact: Contact | Tombstone) {
  const said = lastWordOf(contact);
  if (said === null) return null;
  const { says, on, word = null, reason = null } = said;
  return { says, on: formatInstant(on), word, reason };
}

async function history(contact: Contact, { limit, cursor }: At, context: RequestContext): Promise<Part> {
  const { runtime, caller, assets, now } = context;
  const { anon } = assets.settings;
  const place = { limit, cursor, now, days: historyDays(assets.settings) };
  const { entries: stored, ...beside } = await listHistory(runtime.data, caller.workspace, contact.uuid, place);
  const entries = anon ? stored : await withAddresses(runtime.data, caller.workspace, contact, stored);
  const names = await actorNames(context);
  const shown = entries.map((entry) => ({ version: entry.version, events: showVersion(entry, { anon, names }) }));
  return { held: shown.map((one) => ({ kind: 'history', ...one }) as const), cursor: beside.cursor };
}

async function messages(contact: Contact, at: At, { runtime, caller, assets, now }: RequestContext): Promise<Part> {
  const found = await listMessages(runtime.data, caller.workspace, contact.uuid, {
    ...at,
    now,
    days: messagesDays(assets.settings),
  });
  const held = found.messages.map(({ uuid, urn, text, visibility, occurredOn, modifiedOn, externalId }) => ({
    kind: 'message' as const,
    uuid,
    urn: urn && assets.settings.anon ? maskUrn(urn) : urn,
    text,
    visibility,
    external_id: externalId,
    created_on: formatInstant(occurredOn),
    modified_on: formatInstant(modifiedOn),
  }));
  return { held, cursor: found.cursor };
}

async function runs(contact: Contact, at: At, { runtime: { data }, caller, now }: RequestContext): Promise<Part> {
  const found = await listRunsOf(data, caller.workspace, contact.uuid, { ...at, reverse: false, now });
  const pointers = found.runs.flatMap(({ job, slice, outcome }) => {
    const version = outcome.run?.details ?? null;
    return version === null ? [] : { contact: contact.uuid, version, job, slice };
  });
  const details = await readRunDetails(data, caller.workspace, pointers);
  const held = found.runs.map((run) => ({
    kind: 'run' as const,
    uuid: runUuid(run),
    flow: run.flow,
    start: run.job,
    path: run.outcome.run?.path ?? [],
    created_on: formatInstant(run.ranOn),
    ...shownDetails(details.get(runKey({ ...run, contact: contact.uuid }))),
  }));
  return { held, cursor: found.cursor };
}

const shownDetails = ({ values, errors }: RunDetails = { values: {}, errors: [] } as never) => ({
  values: Object.fromEntries(
    Object.entries(values).map(([key, { time, ...value }]) => [key, { ...value, time: formatInstant(time) }]),
  ),
  errors: errors.map(({ type, text }) => ({ type, text })),
});

/** Jobs that changed the contact; jobs that left it unchanged name it only in their own lists. */
async function jobs(contact: Contact, { limit, cursor }: At, { runtime, caller, now }: RequestContext): Promise<Part> {
  const past = await jobsInHistory(runtime.data, caller.workspace, contact.uuid, addDays(now, -JOB_DAYS));
  const uuids = [...new Set<JobId>([...marksOf(contact), ...past].map(({ job }) => job))].sort();
  const first = Number(cursor ?? 0);
  if (Number.isNaN(first)) throw new CursorError(`${cursor}`);
  const page = await Promise.all(
    uuids.slice(first, first + limit).map((uuid) => readJob(runtime.data, caller.workspace, uuid)),
  );
  const held = page.flatMap((job) =>
    job === null
      ? []
      : {
          kind: 'job' as const,
          uuid: job.uuid,
          type: job.work.type,
          status: job.status,
          created_on: formatInstant(job.createdOn),
        },
  );
  return { held, cursor: first + limit < uuids.length ? String(first + limit) : null };
}

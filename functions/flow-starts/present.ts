import * as z from 'zod/mini';
import type { ErrorSample, ShownStart, StartPaths } from '../../shared/data/jobs/index.ts';
import { shownErrors, TELLS_OWNER } from '../../shared/domain/contacts/anon.ts';
import { type ContactId, type FlowId, type GroupId, integerId } from '../../shared/domain/ids.ts';
import { JOB_STATUSES } from '../../shared/domain/jobs/job.ts';
import { sumOf } from '../../shared/domain/jobs/totals.ts';
import { errorSample, namedThing, tally } from '../../shared/lambda/http/answers.ts';
import { named, optional, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';

/** The present names in starts, without deleted and nameless things. */
export interface StartNames {
  readonly flows: ReadonlyMap<FlowId, string>;
  readonly groups: ReadonlyMap<GroupId, string>;
  readonly contacts: ReadonlyMap<ContactId, string | null>;
  /** Whether the workspace is anonymous. */
  readonly anon: boolean;
}

interface About extends StartNames {
  /** Of one start that is shown alone. */
  readonly samples?: readonly ErrorSample[] | undefined;
  readonly walked?: StartPaths | undefined;
}

/** How many runs went straight from one node to another; null: from the start of the flow, or to its end. */
const paths = named(
  'Paths',
  z.object({
    runs: z.int(),
    complete: z.boolean(),
    segments: z.array(z.object({ from: z.nullable(z.string()), to: z.nullable(z.string()), runs: z.int() })),
  }),
);

const byNames = <Id>(uuids: readonly Id[], names: ReadonlyMap<Id, string | null>) =>
  uuids.map((uuid) => ({ uuid, name: names.get(uuid) ?? null }));

const chosenIn = ({ selection }: ShownStart) =>
  'groups' in selection ? { byUrn: [], ...selection } : { groups: [], contacts: [], byUrn: [] };

/**
 * A flow start, which is a job, as TextIt shows it (6.9), with outcomes, and error examples and paths if given. A
 * `ready` one is a waiting preview: jobs.json runs it, then lists show it.
 */
export const startShown = presenter<ShownStart, About>('Start')({
  uuid: [z.uuid(), ({ job }) => job.uuid],
  flow: [namedThing, ({ job: { work } }, { flows }) => ({ uuid: work.flow, name: flows.get(work.flow) ?? null })],
  status: [z.enum(JOB_STATUSES), ({ job }) => job.status],
  progress: [
    z.object({ total: z.int(), started: z.int() }),
    ({ job }) => ({ total: job.total ?? -1, started: sumOf(job.totals) }),
  ],
  groups: [z.array(namedThing), (start, names) => byNames(chosenIn(start).groups, names.groups)],
  contacts: [
    z.array(namedThing),
    (start, names) => {
      const { contacts, byUrn } = chosenIn(start);
      const hidden = new Set<ContactId>(byUrn);
      return byNames(
        contacts.filter((uuid) => !hidden.has(uuid)),
        names.contacts,
      );
    },
  ],
  query: [z.optional(z.string()), ({ selection }) => ('query' in selection ? selection.query : undefined)],
  max_rate: [z.optional(z.int()), ({ job }) => job.maxRate ?? undefined],
  params: [z.unknown(), ({ params }) => params ?? {}],
  created_on: [timestamp, ({ job }) => job.createdOn],
  modified_on: [timestamp, ({ job }) => job.modifiedOn],
  id: [z.int(), ({ job }) => integerId(job.uuid)],
  extra: [z.unknown(), ({ params }) => params ?? {}],
  restart_participants: [z.boolean(), ({ job }) => job.work.restartParticipants],
  exclude_active: [z.boolean(), ({ job }) => job.work.excludeActive],
  outcomes: [
    z.object({ changed: z.int(), unchanged: z.int(), skipped: tally, failed: tally }),
    ({ job: { totals } }) => ({ ...totals, skipped: { ...totals.skipped }, failed: { ...totals.failed } }),
  ],
  errors: [tally, ({ job }, { anon }) => shownErrors(job.errors, anon)],
  error_samples: [
    optional(z.array(errorSample)),
    (_, { samples, anon }) => samples?.filter(({ kind }) => !anon || kind !== TELLS_OWNER),
  ],
  paths: [optional(paths), (_, { walked }) => walked],
});

/** Names by uuid. */
export const namesOf = <Id, Name extends string | null>(
  named: Iterable<{ readonly uuid: Id; readonly name: Name }>,
): ReadonlyMap<Id, Name> => new Map([...named].map(({ uuid, name }) => [uuid, name]));

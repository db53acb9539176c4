import type * as z from 'zod/mini';
import type { ErrorSample, ShownStart, StartPaths } from '../../shared/data/jobs/index.ts';
import { shownErrors, TELLS_OWNER } from '../../shared/domain/contacts/anon.ts';
import { type ContactId, type FlowId, type GroupId, integerId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { sumOf } from '../../shared/domain/jobs/totals.ts';
import type { startSchema } from './answers.schema.ts';

/** The present names in starts, without deleted and nameless things. */
export interface StartNames {
  readonly flows: ReadonlyMap<FlowId, string>;
  readonly groups: ReadonlyMap<GroupId, string>;
  readonly contacts: ReadonlyMap<ContactId, string | null>;
  /** Whether the workspace is anonymous. */
  readonly anon: boolean;
}

interface Details {
  readonly samples?: readonly ErrorSample[] | undefined;
  readonly walked?: StartPaths | undefined;
}

/** A start, which is a job, in TextIt's shape (6.9), with outcomes, and error examples and paths if given. */
export function showStart(
  { job, selection, params }: ShownStart,
  names: StartNames,
  { samples, walked }: Details = {},
): z.output<typeof startSchema> {
  const { work, totals } = job;
  const { groups, contacts } = 'groups' in selection ? selection : { groups: [], contacts: [] };
  const byUrn = new Set('groups' in selection ? selection.byUrn : []);
  return {
    uuid: job.uuid,
    flow: { uuid: work.flow, name: names.flows.get(work.flow) ?? null },
    status: job.status,
    progress: { total: job.total ?? -1, started: sumOf(job.totals) },
    groups: groups.map((uuid) => ({ uuid, name: names.groups.get(uuid) ?? null })),
    contacts: contacts
      .filter((uuid) => !byUrn.has(uuid))
      .map((uuid) => ({ uuid, name: names.contacts.get(uuid) ?? null })),
    ...('query' in selection && { query: selection.query }),
    ...(job.maxRate !== null && { max_rate: job.maxRate }),
    params: params ?? {},
    created_on: formatInstant(job.createdOn),
    modified_on: formatInstant(job.modifiedOn),
    id: integerId(job.uuid),
    extra: params ?? {},
    restart_participants: work.restartParticipants,
    exclude_active: work.excludeActive,
    outcomes: { ...totals, skipped: { ...totals.skipped }, failed: { ...totals.failed } },
    errors: shownErrors(job.errors, names.anon),
    ...(samples && { error_samples: samples.filter(({ kind }) => !names.anon || kind !== TELLS_OWNER) }),
    ...(walked && { paths: { ...walked, segments: [...walked.segments] } }),
  };
}

/** Names by uuid. */
export const namesOf = <Id, Name extends string | null>(
  named: Iterable<{ readonly uuid: Id; readonly name: Name }>,
): ReadonlyMap<Id, Name> => new Map([...named].map(({ uuid, name }) => [uuid, name]));

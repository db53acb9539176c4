import type * as z from 'zod/mini';
import { readContacts } from '../../shared/data/contacts/index.ts';
import { readJob, listStarts as readStarts } from '../../shared/data/jobs/index.ts';
import { readFlowHead } from '../../shared/data/workspace/index.ts';
import { type Contact, isTombstone, type Tombstone } from '../../shared/domain/contacts/contact.ts';
import { type ContactId, integerId, type JobId } from '../../shared/domain/ids.ts';
import { formatInstant, type Instant } from '../../shared/domain/instant.ts';
import type { Job, JobStatus } from '../../shared/domain/jobs/job.ts';
import { isStart, type Start } from '../../shared/domain/jobs/kinds/index.ts';
import { sumOf } from '../../shared/domain/jobs/totals.ts';
import { ok } from '../../shared/lambda/endpoint.ts';
import { legacyEndpoint as endpoint, type LegacyRequest as Request } from '../../shared/lambda/legacy.ts';
import { PAGE_SIZE, page } from '../../shared/lambda/page.ts';
import { timeParam, uuidParam } from '../../shared/lambda/params.ts';
import type { startSchema } from './answers.schema.ts';

/** GET flow_starts.json: last modified first (TextIt 6.1). A start is a job, shown in TextIt's shape. */
export const listStarts = endpoint({
  summary: 'List flow starts',
  params: {
    uuid: 'only this start',
    before: 'modified at or before this time',
    after: 'modified at or after this time',
    cursor: 'which page, as next or previous of another page name it',
  },
  async handle(request) {
    const { query, runtime, caller } = request;
    const uuid = uuidParam<JobId>(query, 'uuid');
    const [before, after] = [timeParam(query, 'before'), timeParam(query, 'after')];
    if (before === null || after === null) return ok(page(request, [], null));
    if (uuid) {
      const job = await readJob(runtime.data, caller.workspace, uuid);
      const isShown = job && isStart(job) && isWithin(job, before, after);
      return ok(page(request, await showStarts(request, isShown ? [job] : []), null));
    }
    const asked = { limit: PAGE_SIZE, cursor: query.cursor, before, after };
    const { jobs, cursor, previous } = await readStarts(runtime.data, caller.workspace, asked);
    return ok(page(request, await showStarts(request, jobs), cursor, previous));
  },
});

const isWithin = ({ modifiedOn }: Job, before: Instant | undefined, after: Instant | undefined): boolean =>
  (before === undefined || modifiedOn <= before) && (after === undefined || modifiedOn >= after);

/** The jobs in TextIt's shape, with the present names of what they refer to. */
export async function showStarts(
  { runtime, caller, assets }: Pick<Request, 'runtime' | 'caller' | 'assets'>,
  jobs: readonly Job<Start>[],
): Promise<z.output<typeof startSchema>[]> {
  if (jobs.length === 0) return [];
  const started = new Set(jobs.map(({ work }) => work.flow));
  const heads = await Promise.all([...started].map((uuid) => readFlowHead(runtime.data, caller.workspace, uuid)));
  const flows = new Map(heads.flatMap((head) => (head ? [[head.uuid, head.name]] : [])));
  const chosen = jobs.flatMap(({ selection }) => ('contacts' in selection ? selection.contacts : []));
  const contacts = await readContacts(runtime.data, caller.workspace, [...new Set(chosen)]);
  return jobs.map((job) => {
    const { flow, params, restartParticipants, excludeActive } = job.work;
    const { groups, contacts: listed } = 'groups' in job.selection ? job.selection : { groups: [], contacts: [] };
    return {
      uuid: job.uuid,
      flow: { uuid: flow, name: flows.get(flow) ?? null },
      status: shownStatus(job.status),
      progress: { total: job.total ?? -1, started: sumOf(job.totals) },
      groups: groups.map((uuid) => ({ uuid, name: assets.groups.get(uuid)?.name ?? null })),
      contacts: listed.map((uuid) => ({ uuid, name: nameOf(uuid, contacts) })),
      ...('query' in job.selection && { query: job.selection.query }),
      params,
      created_on: formatInstant(job.createdOn),
      modified_on: formatInstant(job.modifiedOn),
      id: integerId(job.uuid),
      extra: params,
      restart_participants: restartParticipants,
      exclude_active: excludeActive,
    };
  });
}

function nameOf(uuid: ContactId, contacts: ReadonlyMap<ContactId, Contact | Tombstone>): string | null {
  const contact = contacts.get(uuid);
  return contact && !isTombstone(contact) ? contact.name : null;
}

/** TextIt has no previews of starts, so a start is never `ready`. */
const shownStatus = (status: JobStatus) => (status === 'ready' ? 'queued' : status);

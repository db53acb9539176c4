import * as z from 'zod/mini';
import { type RunDetails, readRunDetails, runKey } from '../../shared/data/contacts/index.ts';
import { type JobContact, listJobContacts, readJob } from '../../shared/data/jobs/index.ts';
import { TELLS_OWNER } from '../../shared/domain/contacts/anon.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Outcome } from '../../shared/domain/jobs/outcome.ts';
import { OUTCOMES, REASONS_TOLD, refuseReason } from '../../shared/domain/selection/verdict.ts';
import { namedThing, pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { listPage, PAGING } from '../../shared/lambda/http/page.ts';
import { byChoice, byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid } from '../../shared/lambda/http/params.ts';
import { contactName } from './present/contact-names.ts';

const SHOWN = ['pending', ...OUTCOMES] as const;
type ShownOutcome = (typeof SHOWN)[number];

const contactSchema = z.object({
  contact: namedThing,
  outcome: z.enum(SHOWN),
  reason: z.nullable(z.string()),
  error: z.nullable(z.string()),
});

/** GET job_contacts.json: the contacts of a job, in its order, with their outcomes once it has run. */
export const getJobContacts = endpoint({
  summary: 'List the contacts of a job and what became of each',
  answers: pagesOf(contactSchema),
  params: {
    job: required(byUuid('the job')),
    outcome: byChoice(SHOWN, 'only contacts that were changed, unchanged, skipped or failed, or are pending'),
    reason: byChoice(REASONS_TOLD, 'only contacts that were skipped or failed for this reason'),
    ...PAGING,
  },
  dependencies: ['ZeroOrOne(outcome, reason)'],
  parse({ query }) {
    const uuid = requireUuid<JobId>(query, 'job');
    const outcome = outcomeParam(query['outcome']);
    return { uuid, outcome, reason: reasonParam(query['reason'], outcome), cursor: query['cursor'] };
  },
  async handle({ uuid, outcome, reason, cursor }, context) {
    const { runtime, caller } = context;
    const job = await readJob(runtime.data, caller.workspace, uuid);
    if (job === null) throw notFound();
    const keep = (one: Outcome | null) =>
      (outcome === undefined || shownOutcome(one) === outcome) && (reason === undefined || reasonOf(one) === reason);
    return ok(
      await listPage(context, async (limit) => {
        const { rows, ...beside } = await listJobContacts(runtime.data, job, { limit, cursor, keep });
        return { shown: await show(rows, job.uuid, context), ...beside };
      }),
    );
  },
});

function outcomeParam(text: string | undefined): ShownOutcome | undefined {
  const outcome = SHOWN.find((one) => one === text?.toLowerCase());
  if (text !== undefined && outcome === undefined)
    throw refuse({ code: 'param_none_of', param: 'outcome', value: text, values: SHOWN.join(', ') });
  return outcome;
}

function reasonParam(reason: string | undefined, outcome: ShownOutcome | undefined): string | undefined {
  const problem = reason === undefined ? null : refuseReason(outcome, reason);
  if (problem !== null) throw refuse({ code: 'param_wrong', param: 'reason', why: problem });
  return reason;
}

const shownOutcome = (outcome: Outcome | null): ShownOutcome => outcome?.verdict.outcome ?? 'pending';

const reasonOf = (outcome: Outcome | null): string | null =>
  outcome !== null && 'reason' in outcome.verdict ? outcome.verdict.reason : null;

/** With names (deleted contacts have none) and each run's first error: 0.5 read units for each of both. */
async function show(
  rows: readonly JobContact[],
  job: JobId,
  context: Pick<RequestContext, 'runtime' | 'caller' | 'assets'>,
) {
  const { runtime, caller, assets } = context;
  const { data } = runtime;
  const { workspace } = caller;
  const { anon } = assets.settings;
  const contacts = await contactName(
    rows.map(({ contact }) => contact),
    context,
  );
  const left = rows.flatMap(({ contact, slice, outcome }) => {
    const version = outcome?.run?.details ?? null;
    const hasErrors = Object.keys(outcome?.run?.errors ?? {}).length > 0;
    return version !== null && hasErrors ? { contact, slice, job, version } : [];
  });
  const details = await readRunDetails(data, workspace, left);
  return rows.map(({ contact, slice, outcome }, index) => ({
    contact: contacts[index] ?? { uuid: contact, name: null },
    outcome: shownOutcome(outcome),
    reason: reasonOf(outcome),
    error: errorOf(details.get(runKey({ contact, job, slice })), anon),
  }));
}

/** The reason why a run failed comes last. */
function errorOf(details: RunDetails | undefined, anon: boolean): string | null {
  const errors = details?.errors.filter(({ _kind }) => !anon || _kind !== TELLS_OWNER);
  const failure = errors?.find(({ type }) => type === 'failure');
  return (failure ?? errors?.[0])?.text ?? null;
}

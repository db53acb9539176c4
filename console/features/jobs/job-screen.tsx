import { Alert, ExpandableSection, KeyValuePairs } from '@cloudscape-design/components';
import { Link } from 'wouter';
import { Warnings } from '../../common/actions/index.ts';
import { type Job, Refusal, useSession } from '../../common/api/index.ts';
import { FailedScreen, Loading, NotFound, Screen, Section } from '../../common/components/index.ts';
import {
  BrakeReasons,
  JobActions,
  JobContacts,
  JobOutcomes,
  JobProgress,
  sentenceOf,
  useJob,
  useSpeech,
  whatOf,
} from '../../common/jobs/index.ts';
import { isWorthSaying, textFor, useFormats, useTexts } from '../../common/texts/index.ts';
import { JobFile } from './job-file.tsx';
import { WhoChose } from './who-chose.tsx';

/** The types of jobs that delete contacts for good. */
const DELETES: readonly string[] = ['delete', 'purge_archived'];

/** Before these somebody still looks at what it would do. */
const WAITS: ReadonlySet<Job['status']> = new Set(['ready', 'awaiting_approval']);

/** A link to the import of a job, or to the receipts of its deletions; null where there is neither. */
function useRelatedPage(): (job: Job) => { readonly href: string; readonly text: string } | null {
  const { imports, erasures } = useTexts();
  const { may } = useSession();
  return ({ type, uuid, selection }) => {
    if (selection?.import !== undefined) return { href: `/imports/${selection.import}`, text: imports.ofJob };
    return DELETES.includes(type) && may('administer') ? { href: `/erasures?job=${uuid}`, text: erasures.ofJob } : null;
  };
}

export default function JobScreen({ uuid }: { readonly uuid: string }) {
  const texts = useTexts();
  const speech = useSpeech();
  const found = useJob(uuid);
  const relatedPageOf = useRelatedPage();
  if (found.error instanceof Refusal && found.error.status === 404) return <NotFound />;
  if (found.error && !found.data) return <FailedScreen error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const job = found.data;
  const related = relatedPageOf(job);
  return (
    <Screen
      title={<bdi>{whatOf(job, speech)}</bdi>}
      actions={<JobActions job={job} />}
      // The question for an approval says it.
      description={job.status !== 'awaiting_approval' && <bdi>{sentenceOf(job.summary, speech)}</bdi>}
    >
      {job.reason !== null && (
        <Alert type={job.status === 'failed' ? 'error' : 'info'}>
          {textFor(texts.jobs.failures, job.reason) ?? job.reason}
        </Alert>
      )}
      <LostOptOuts job={job} />
      {job.approval && <JobApproval job={job} approval={job.approval} />}
      <JobProgress job={job} />
      {WAITS.has(job.status) && <Warnings job={job} />}
      {job.file && <JobFile job={job} file={job.file} />}
      {!WAITS.has(job.status) && job.status !== 'waiting' && <JobOutcomes job={job} />}
      {related && <Link href={related.href}>{related.text}</Link>}
      <Facts job={job} />
      {job.total !== null && job.total > 0 && <JobContacts job={job} />}
    </Screen>
  );
}

/** How many want no messages and were not reached by an import: when it has ended, whatever the reason. */
function LostOptOuts({ job: { opt_outs, ended_on } }: { readonly job: Job }) {
  const { imports: texts } = useTexts();
  const { number } = useFormats();
  if (opt_outs === undefined) return null;
  const count = ended_on === null ? opt_outs.not_found : opt_outs.found - opt_outs.carried_out;
  if (count === 0) return null;
  return <Alert type="warning">{texts.optOutsLost({ count, shown: number(count) })}</Alert>;
}

/** Who started the job, when, and what it was to cost and take, beside what it did. */
function Facts({ job }: { readonly job: Job }) {
  const { words, jobs: texts } = useTexts();
  const { moment, money, number, duration } = useFormats();
  const { estimate } = job;
  const unitsOf = ({ write_units, read_units }: Job['capacity']) =>
    `${number(Math.round(write_units))} / ${number(Math.round(read_units))}`;
  const costOf = ({ usd, seconds }: { usd: number; seconds: number | null }) =>
    [isWorthSaying(usd) ? money(usd) : texts.lessThanACent, ...(seconds === null ? [] : [duration(seconds)])].join(
      ', ',
    );
  return (
    <Section title={words.details}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: texts.who, value: <bdi>{job.created_by?.name ?? texts.origins.service}</bdi> },
          { label: texts.from, value: texts.origins[job.origin] },
          { label: texts.when, value: moment(job.created_on) },
          ...(job.ended_on === null ? [] : [{ label: texts.ended, value: moment(job.ended_on) }]),
          ...(estimate ? [{ label: texts.estimated, value: costOf(estimate) }] : []),
          ...(job.ended_on === null
            ? []
            : [{ label: texts.spent, value: costOf({ usd: job.capacity.usd, seconds: job.seconds }) }]),
        ]}
      />
      <ExpandableSection headerText={words.advanced} headingTagOverride="h3" variant="footer">
        <KeyValuePairs
          columns={4}
          items={[
            ...(estimate ? [{ label: texts.estimatedUnits, value: unitsOf(estimate) }] : []),
            { label: texts.units, value: unitsOf(job.capacity) },
          ]}
        />
      </ExpandableSection>
    </Section>
  );
}

/** Who waits for a second person, until when, or what that one said. */
function JobApproval({ job, approval }: { readonly job: Job; readonly approval: NonNullable<Job['approval']> }) {
  const { jobs: texts } = useTexts();
  const { moment } = useFormats();
  const speech = useSpeech();
  const { decision, decided_by, decided_on, note, until } = approval;
  if (decision === null && job.status !== 'awaiting_approval') return null;
  const isOpen = decision === null;
  const mayDecide = job.steps.includes('approve');
  return (
    <Alert type={isOpen && mayDecide ? 'warning' : 'info'}>
      <bdi>
        {isOpen
          ? texts.waitsFor[mayDecide ? 'you' : 'others']({
              what: sentenceOf(job.summary, speech),
              until: moment(until),
            })
          : texts.decided[decision]({ name: decided_by?.name ?? '', on: moment(decided_on ?? until) })}
      </bdi>
      {isOpen && <WhoChose job={job} approval={approval} />}
      {isOpen && <BrakeReasons reasons={approval.reasons} addedBy={approval.added_by} />}
      {note !== null && <bdi> {`“${note}”`}</bdi>}
    </Alert>
  );
}

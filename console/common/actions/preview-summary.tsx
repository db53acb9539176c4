import { Box, LiveRegion, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import type { Job } from '../api/index.ts';
import { questionOf, useSpeech } from '../jobs/index.ts';
import { isWorthSaying, textFor, useFormats, useTexts } from '../texts/index.ts';
import type { Task } from './task.ts';

interface Props {
  readonly task: Task;
  /** Null until the service has answered. */
  readonly job: Job | null;
}

/** A preview: who is affected, who is left out and why, warnings, some names, the cost and the duration. */
export function PreviewSummary({ task, job }: Props) {
  const { actions: texts, jobs, sheet } = useTexts();
  const speech = useSpeech();
  if (job === null || job.status === 'pending')
    return <StatusIndicator type="loading">{texts.counting}</StatusIndicator>;
  if (job.status === 'failed')
    return (
      <StatusIndicator type="error">{textFor(jobs.failures, job.reason ?? '') ?? texts.notCounted}</StatusIndicator>
    );
  const total = job.total ?? 0;
  if (total === 0)
    return (
      <LiveRegion>
        <Box fontSize="heading-m">{texts.nobody}</Box>
        <LeftOut job={job} />
      </LiveRegion>
    );
  return (
    <SpaceBetween size="s">
      <LiveRegion>
        <Box fontSize="heading-m">
          <bdi>{questionOf(job, speech)}</bdi> {textFor(sheet.effects, task.action)}
        </Box>
      </LiveRegion>
      <LeftOut job={job} />
      <Warnings job={job} />
      <Sample job={job} />
      <Estimate job={job} />
    </SpaceBetween>
  );
}

function LeftOut({ job }: { readonly job: Job }) {
  const { jobs } = useTexts();
  const { number } = useFormats();
  return Object.entries(job.excluded ?? {}).map(([reason, count]) => (
    <StatusIndicator key={reason} type="info">
      {jobs.leftOut({ count, shown: number(count), reason: textFor(jobs.reasons, reason) ?? reason })}
    </StatusIndicator>
  ));
}

export function Warnings({ job }: { readonly job: Job }) {
  const { sheet } = useTexts();
  const { number } = useFormats();
  return (job.warnings ?? []).map(({ code, count, text }) => (
    <div key={code}>
      <StatusIndicator type="warning">
        {textFor(sheet.warnings, code)?.({ count, shown: number(count) }) ?? text}
      </StatusIndicator>
    </div>
  ));
}

const NAMES = 5;

function Sample({ job }: { readonly job: Job }) {
  const { actions: texts, contacts } = useTexts();
  const { number } = useFormats();
  const names = (job.sample ?? []).slice(0, NAMES).map(({ name }) => name ?? contacts.unnamed);
  if (names.length === 0) return null;
  const others = (job.total ?? 0) - names.length;
  return (
    <Box color="text-body-secondary">
      {texts.among}{' '}
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
        <span key={index}>
          {index > 0 && ', '}
          <bdi>{name}</bdi>
        </span>
      ))}
      {others > 0 && ` ${texts.andOthers({ count: others, shown: number(others) })}`}
    </Box>
  );
}

function Estimate({ job }: { readonly job: Job }) {
  const { actions: texts } = useTexts();
  const { money, duration } = useFormats();
  if (!job.estimate) return null;
  const { usd, seconds } = job.estimate;
  return (
    <Box color="text-body-secondary">
      {isWorthSaying(usd)
        ? texts.estimate({ money: money(usd), time: duration(seconds) })
        : texts.takes({ time: duration(seconds) })}
    </Box>
  );
}

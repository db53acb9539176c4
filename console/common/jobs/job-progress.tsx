import { Container, ProgressBar, SpaceBetween } from '@cloudscape-design/components';
import type { Job } from '../api/index.ts';
import { useFormats, useTexts } from '../texts/index.ts';
import { doneOf, isEnded } from './job.ts';
import { JobStatus } from './job-status.tsx';

export function JobProgress({ job }: { readonly job: Job }) {
  const { words, jobs: texts } = useTexts();
  const { number, duration } = useFormats();
  const done = doneOf(job);
  const { rate, seconds_left } = job.progress;
  const facts = [
    job.total === null ? words.counting : texts.doneOf({ done: number(done), total: number(job.total) }),
    ...(rate !== null && !isEnded(job) ? [texts.rate({ shown: number(Math.round(rate)) })] : []),
    ...(job.max_rate !== null && !isEnded(job) ? [texts.atMost({ shown: number(job.max_rate) })] : []),
    ...(seconds_left !== null && !isEnded(job) ? [texts.left({ time: duration(seconds_left) })] : []),
  ];
  return (
    <Container>
      <SpaceBetween size="s">
        <JobStatus job={job} />
        {job.status !== 'ready' && job.total !== 0 && (
          <ProgressBar
            value={job.total === null ? (isEnded(job) ? 100 : 0) : (100 * done) / job.total}
            status="in-progress"
            ariaLabel={texts.progress}
            additionalInfo={facts.join(' · ')}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

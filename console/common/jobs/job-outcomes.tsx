import { Box, KeyValuePairs } from '@cloudscape-design/components';
import type { Job } from '../api/index.ts';
import { Section } from '../components/index.ts';
import { textFor, useFormats, useTexts } from '../texts/index.ts';
import { ImportPeople } from './import-people.tsx';

/** The contacts of a job, counted by outcome and reason. */
export function JobOutcomes({ job }: { readonly job: Job }) {
  const { jobs: texts, exports } = useTexts();
  // An export changes nobody; its `unchanged` contacts are those that it has written.
  const isExport = job.type === 'export';
  const { number } = useFormats();
  const big = (count: number) => <Box fontSize="heading-l">{number(count)}</Box>;
  const tally = (counts: Readonly<Record<string, number>>, words: (values: { readonly reason: string }) => string) =>
    Object.entries(counts).map(([reason, count]) => ({
      label: words({ reason: textFor(texts.reasons, reason) ?? reason }),
      value: big(count),
    }));
  return (
    <Section title={texts.outcomes}>
      {job.people && <ImportPeople people={job.people} />}
      <KeyValuePairs
        columns={4}
        items={[
          ...(isExport ? [] : [{ label: texts.changed, value: big(job.changed) }]),
          { label: isExport ? exports.written : texts.unchanged, value: big(job.unchanged) },
          ...tally(job.skipped, texts.skippedFor),
          ...tally(job.failed, texts.failedFor),
          ...tally(job.excluded ?? {}, texts.excludedFor),
        ]}
      />
    </Section>
  );
}

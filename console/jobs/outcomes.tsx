import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { Job } from '../api/types.ts';
import { useFormats } from '../texts/format.ts';
import { said } from '../texts/said.ts';
import { useTexts } from '../texts/texts.tsx';

/** What became of the contacts of a job, by outcome and reason. They add up to its total. */
export function Outcomes({ job }: { readonly job: Job }) {
  const { jobs: texts } = useTexts();
  const { number } = useFormats();
  const big = (count: number) => <Box fontSize="heading-l">{number(count)}</Box>;
  const tally = (counts: Readonly<Record<string, number>>, words: (reason: string) => string) =>
    Object.entries(counts).map(([reason, count]) => ({
      label: words(said(texts.reasons, reason) ?? reason),
      value: big(count),
    }));
  return (
    <Container header={<Header variant="h2">{texts.outcomes}</Header>}>
      <KeyValuePairs
        columns={4}
        items={[
          { label: texts.changed, value: big(job.changed) },
          { label: texts.unchanged, value: big(job.unchanged) },
          ...tally(job.skipped, texts.skippedFor),
          ...tally(job.failed, texts.failedFor),
          ...tally(job.excluded ?? {}, texts.excludedFor),
        ]}
      />
    </Container>
  );
}

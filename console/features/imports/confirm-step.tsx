import { Box, KeyValuePairs, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import type { Job } from '../../common/api/index.ts';
import { HtmlForm, Section, TextField } from '../../common/components/index.ts';
import { ImportPeople } from '../../common/jobs/index.ts';
import { isWorthSaying, useFormats, useTexts } from '../../common/texts/index.ts';
import type { Import, ImportPreview } from './api.ts';
import { RefusalsAnswer } from './refusals-answer.tsx';
import { PreviewWarnings } from './warnings.tsx';

interface Props {
  readonly imported: Import;
  readonly preview: ImportPreview;
  readonly job: Job;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Why the preview cannot be run as it is; null when it can. */
  readonly stale: string | null;
  readonly tried: boolean;
  readonly onSubmit: () => void;
}

/** What would happen, what it costs and how long it takes; and the number that has to be typed. */
export function ConfirmStep({ imported, preview, job, typed, onType, stale, tried, onSubmit }: Props) {
  const { imports: texts, actions } = useTexts();
  const { number } = useFormats();
  const total = job.total ?? 0;
  return (
    <SpaceBetween size="l">
      <Numbers preview={preview} job={job} />
      <Additions imported={imported} preview={preview} />
      <RefusalsAnswer imported={imported} />
      {stale !== null && <StatusIndicator type="warning">{stale}</StatusIndicator>}
      {stale === null && job.steps.includes('run') && (
        <HtmlForm onSubmit={onSubmit}>
          <Section title={texts.runTitle}>
            <TextField
              label={actions.typeNumber({ shown: number(total) })}
              description={texts.runHint}
              value={typed}
              inputMode="numeric"
              autoComplete={false}
              errorText={tried && !isTyped(typed, total) ? texts.numberMissing({ shown: number(total) }) : ''}
              onChange={onType}
            />
          </Section>
        </HtmlForm>
      )}
    </SpaceBetween>
  );
}

/** Whether the number was typed, with or without separators. */
export const isTyped = (typed: string, total: number): boolean => typed.replaceAll(/\D/g, '') === String(total);

function Numbers({ preview, job }: Pick<Props, 'preview' | 'job'>) {
  const { imports: texts } = useTexts();
  const { number, money, duration } = useFormats();
  const big = (label: string, value: string) => ({ label, value: <Box fontSize="heading-l">{value}</Box> });
  const { opt_outs } = preview;
  return (
    <Section title={texts.found}>
      <ImportPeople people={preview.people} />
      <KeyValuePairs
        columns={4}
        items={[
          big(texts.invalid, number(preview.invalid)),
          big(texts.optOutsGiven, number(opt_outs.given)),
          big(texts.optOutsKept, number(opt_outs.kept)),
          ...(opt_outs.overtaken > 0 ? [big(texts.optOutsOvertaken, number(opt_outs.overtaken))] : []),
          ...(opt_outs.not_found > 0 ? [big(texts.optOutsNotFound, number(opt_outs.not_found))] : []),
          ...(job.estimate
            ? [
                ...(isWorthSaying(job.estimate.usd) ? [big(texts.cost, money(job.estimate.usd))] : []),
                big(texts.time, duration(job.estimate.seconds)),
              ]
            : []),
        ]}
      />
    </Section>
  );
}

/** The fields and groups that the import makes, and what else should be known. */
function Additions({ imported, preview }: Pick<Props, 'imported' | 'preview'>) {
  const { imports: texts, settings } = useTexts();
  const { new_fields, new_groups, new_smart_groups, warnings } = preview;
  const fields = new_fields.map(({ name, type }) => `${name} (${settings.types[type]})`);
  const names = (label: string, all: readonly string[]) =>
    all.length === 0 ? [] : [{ label, value: <bdi>{all.join(', ')}</bdi> }];
  const items = [
    ...names(texts.newFields, fields),
    ...names(texts.newGroups, new_groups),
    ...new_smart_groups.map(({ name, query }) => ({
      label: texts.newSmartGroup,
      value: (
        <>
          <bdi>{name}</bdi>: <Box variant="code">{query}</Box>
        </>
      ),
    })),
  ];
  if (items.length === 0 && warnings.length === 0) return null;
  return (
    <Section title={texts.alsoTitle}>
      {items.length > 0 && <KeyValuePairs columns={2} items={items} />}
      <PreviewWarnings imported={imported} />
    </Section>
  );
}

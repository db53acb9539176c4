import { Button, StatusIndicator } from '@cloudscape-design/components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Job, useRefresh } from '../../common/api/index.ts';
import { HtmlForm, Problem, Section, TextField } from '../../common/components/index.ts';
import { useRunPreview } from '../../common/jobs/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Import } from './api.ts';

interface Props {
  readonly imported: Import;
  readonly job: Job;
  /** Whether something was changed since the preview. */
  readonly isOld: boolean;
}

/** Runs the import once the user has typed the number of contacts, so that nobody imports a wrong file by mistake. */
export function RunImport({ imported, job, isOld }: Props) {
  const { imports: texts, actions } = useTexts();
  const { number, money, duration } = useFormats();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const [typed, setTyped] = useState('');
  const run = useRunPreview((running) => {
    queries.setQueryData(['job', running.uuid], running);
    void queries.invalidateQueries({ queryKey: ['imports', imported.uuid] });
    void refresh();
  });
  const total = job.total ?? 0;
  if (total === 0) return <StatusIndicator type="info">{texts.nobody}</StatusIndicator>;
  return (
    <HtmlForm onSubmit={() => run.mutate({ job, begin: null })}>
      <Section title={texts.runTitle}>
        {job.estimate && <div>{actions.estimate(money(job.estimate.usd), duration(job.estimate.seconds))}</div>}
        <TextField
          label={actions.typeNumber(number(total))}
          description={texts.runHint}
          value={typed}
          inputMode="numeric"
          autoComplete={false}
          onChange={setTyped}
        />
        {isOld && <StatusIndicator type="warning">{texts.old}</StatusIndicator>}
        {run.error && <Problem error={run.error} />}
        <Button
          variant="primary"
          formAction="submit"
          disabled={isOld || typed.replaceAll(/\D/g, '') !== String(total)}
          loading={run.isPending}
        >
          {texts.run(total, number(total))}
        </Button>
      </Section>
    </HtmlForm>
  );
}

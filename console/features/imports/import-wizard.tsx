import { Button, LiveRegion, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Job, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { focusFirstError } from '../../common/components/index.ts';
import { useRunPreview } from '../../common/jobs/index.ts';
import { useFormats, useProblems, useTexts } from '../../common/texts/index.ts';
import { type Import, previewImport } from './api.ts';
import { ColumnsStep } from './columns-step.tsx';
import { ConfirmStep, isTyped } from './confirm-step.tsx';
import { type Draft, useDraft } from './draft.ts';
import { FilesStep } from './files-step.tsx';
import { ProblemsStep } from './problems-step.tsx';
import { answerOf, isAnswered } from './refusals.ts';
import { RefusalsStep } from './refusals-step.tsx';
import { ImportWizard as Frame, furthestStep, isAfter, isBlocked, type Step, useStep } from './wizard.tsx';

interface Props {
  readonly imported: Import;
  /** Null before the files were read. */
  readonly job: Job | null;
}

/** An import until it is run: its state is the import's own, its step is in the address. */
export function ImportWizard({ imported, job }: Props) {
  const { may } = useSession();
  const texts = useTexts().imports;
  const problemOf = useProblems();
  const { number } = useFormats();
  const furthest = furthestStep(imported, job);
  const [step, goTo] = useStep(furthest);
  const { draft, isChanged, change } = useDraft(imported);
  const again = useAgain(imported);
  const run = useRun(imported);
  // By the preview: what was tried before it has been answered, and what was typed is no longer its number.
  const [tried, setTried] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const preview = imported.preview ?? null;
  const total = job?.total ?? 0;
  const isTried = tried === `${step} ${job?.uuid}`;
  const isReading = job?.status === 'pending' || again.isPending;
  const refuse = () => {
    setTried(`${step} ${job?.uuid}`);
    requestAnimationFrame(focusFirstError);
  };
  const leave = (to: Step) => {
    setTyped('');
    goTo(to);
  };
  const navigate = (to: Step) => {
    if (!isAfter(to, step)) return leave(to);
    const answer = preview && answerOf(preview, draft.refusals);
    const isAsked = step === 'refusals' && preview !== null && preview.asks !== null;
    if (step === 'refusals' && (isAsked || answer !== null) && !isAnswered(answer)) return refuse();
    if ((isChanged || isAsked) && may('administer'))
      return again.mutate({ ...draft, refusals: answer }, { onSuccess: () => leave(to) });
    if (isAfter(to, furthest)) return refuse();
    leave(to);
  };
  const isOld = isChanged || job?.status !== 'ready';
  const mayFinish = isOld ? may('administer') : job.steps.includes('run');
  const submit = () => {
    if (isOld) return again.mutate(draft);
    if (!isTyped(typed, total)) return refuse();
    if (job) run.mutate({ job, begin: null });
  };
  const error = again.error ?? run.error;
  const shown = { imported, draft, onChange: change, tried: isTried };
  const mend = (some: Partial<Draft>) => again.mutate({ ...draft, ...some });
  const content = () => {
    if (isReading) return <Reading />;
    if (preview === null || job === null || step === 'files') return <FilesStep job={job} {...shown} />;
    if (step === 'refusals') return <RefusalsStep preview={preview} onMend={mend} {...shown} />;
    if (step === 'columns') return <ColumnsStep preview={preview} {...shown} />;
    if (step === 'problems')
      return <ProblemsStep imported={imported} preview={preview} job={job} draft={draft} onMend={mend} />;
    return (
      <ConfirmStep
        imported={imported}
        preview={preview}
        job={job}
        typed={typed}
        onType={setTyped}
        stale={isOld ? texts[isChanged ? 'old' : 'expired'] : null}
        tried={isTried}
        onSubmit={submit}
      />
    );
  };
  return (
    <Frame
      step={step}
      description={<About imported={imported} step={step} />}
      error={
        error
          ? problemOf(error)
          : isTried && step === 'problems' && preview && texts[isBlocked(preview) ? 'blockedHint' : 'allRefusedHint']
      }
      submit={isOld ? texts.again : texts.run({ count: total, shown: number(total) })}
      busy={isReading || run.isPending || imported.pull?.status === 'pulling'}
      actions={
        actionsOf(step, furthest, mayFinish, isReading) && (
          <Leave back={step === 'confirm' ? () => leave('problems') : null} />
        )
      }
      onNavigate={navigate}
      onSubmit={submit}
    >
      {content()}
    </Frame>
  );
}

/** Whether there is nothing to go on with: unreadable files, or a last step that the caller may not take. */
const actionsOf = (step: Step, furthest: Step, may: boolean, isReading: boolean): boolean =>
  !isReading && ((step === 'files' && furthest === 'files') || (step === 'confirm' && !may));

function Leave({ back }: { readonly back: (() => void) | null }) {
  const { imports: texts } = useTexts();
  const [, navigate] = useLocation();
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {back && <Button onClick={back}>{texts.back}</Button>}
      <Button onClick={() => navigate('/imports')}>{texts.toImports}</Button>
    </SpaceBetween>
  );
}

function About({ imported: { name, files }, step }: { readonly imported: Import; readonly step: Step }) {
  const { imports: texts } = useTexts();
  const all = [...new Set([name, ...files.map((file) => file.name)])].filter(Boolean).join(' · ');
  return (
    <>
      <bdi>{all}</bdi>
      <br />
      {texts.stepHints[step]}
    </>
  );
}

function Reading() {
  const { imports: texts } = useTexts();
  return (
    <LiveRegion>
      <StatusIndicator type="loading">{texts.reading}</StatusIndicator>
    </LiveRegion>
  );
}

/** Reads the files again, which replaces the preview. */
function useAgain({ uuid, preview }: Import) {
  const { api } = useSession();
  return useMutation({
    mutationFn({ saveAs, refusals, ...reading }: Draft) {
      const name = saveAs.trim();
      const whole = Object.fromEntries((preview?.columns ?? []).map(({ column, target }) => [column, target]));
      const saved = name && { mapping: { ...whole, ...reading.mapping }, save_mapping_as: name };
      return previewImport(api, uuid, { ...reading, ...(isAnswered(refusals) && { refusals }), ...saved });
    },
    reads: ['imports', 'import_mappings'],
  });
}

function useRun({ uuid }: Import) {
  const queries = useQueryClient();
  const refresh = useRefresh();
  return useRunPreview((running) => {
    queries.setQueryData(['job', running.uuid], running);
    void queries.invalidateQueries({ queryKey: ['imports', uuid] });
    void refresh();
  });
}

import { Button, SpaceBetween } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { type Job, useSession } from '../../common/api/index.ts';
import { ListTable, Section, SpokenAlert } from '../../common/components/index.ts';
import { ServiceText, textFor, useFormats, useTexts } from '../../common/texts/index.ts';
import type { Import, ImportPreview } from './api.ts';
import type { Draft } from './draft.ts';
import { PullProgress } from './pull-progress.tsx';
import { ReadingChoices } from './reading-choices.tsx';

interface Props {
  readonly imported: Import;
  readonly job: Job | null;
  readonly draft: Draft;
  readonly onChange: (some: Partial<Draft>) => void;
}

/** The files of an import and how they are read, or why there is nothing to see of them. */
export function FilesStep({ imported, job, draft, onChange }: Props) {
  const { imports: texts, jobs } = useTexts();
  const { may } = useSession();
  const { preview, problem, pull } = imported;
  if (job === null) return pull ? <PullProgress imported={imported} pull={pull} /> : <Stuck>{texts.notSentHint}</Stuck>;
  return (
    <SpaceBetween size="l">
      {problem !== null && (
        <Stuck type="error" header={texts.unreadable}>
          <ServiceText text={problem} code={imported.codes?.problem} />
        </Stuck>
      )}
      {problem === null && job.status === 'failed' && (
        <Stuck type="error">{textFor(jobs.failures, job.reason ?? '') ?? jobs.statuses.failed}</Stuck>
      )}
      {problem === null && job.status !== 'failed' && !preview && <Stuck>{texts.gone}</Stuck>}
      {preview?.rows === 0 && (
        <Stuck type="error" header={texts.noRows}>
          {texts.noRowsHint}
        </Stuck>
      )}
      {preview && <Files preview={preview} />}
      {preview && may('administer') && (
        <Section title={texts.more} description={texts.moreHint}>
          <ReadingChoices value={draft} onChange={onChange} />
        </Section>
      )}
    </SpaceBetween>
  );
}

interface StuckProps {
  readonly type?: 'error' | 'warning';
  readonly header?: string;
  readonly children: ReactNode;
}

/** Why nothing can be imported of these files, with the way to other ones. */
function Stuck({ type = 'warning', header, children }: StuckProps) {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const [, navigate] = useLocation();
  return (
    <SpokenAlert
      type={type}
      header={header}
      action={may('administer') && <Button onClick={() => navigate('/imports/new')}>{texts.otherFiles}</Button>}
    >
      <bdi>{children}</bdi>
    </SpokenAlert>
  );
}

/** Nobody can be imported, since no column has what somebody is reached by. */
export function NoAddresses() {
  const { imports: texts } = useTexts();
  return (
    <Stuck type="error" header={texts.noNumbers}>
      {texts.noNumbersHint}
    </Stuck>
  );
}

function Files({ preview }: { readonly preview: ImportPreview }) {
  const { words, imports: texts } = useTexts();
  const { number } = useFormats();
  return (
    <ListTable<ImportPreview['files'][number]>
      title={texts.files}
      isPart
      wraps
      items={preview.files}
      trackBy="name"
      columns={[
        { id: 'name', header: words.name, isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
        { id: 'format', header: texts.format, cell: ({ format }) => texts.formats[format] },
        { id: 'rows', header: texts.rows, cell: ({ rows }) => number(rows) },
      ]}
    />
  );
}

import { Button, LiveRegion, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useState } from 'react';
import { useMutation, useSession } from '../../common/api/index.ts';
import { HtmlForm, Problem, SpokenAlert } from '../../common/components/index.ts';
import { ServiceText, useFormats, useTexts } from '../../common/texts/index.ts';
import { type Import, previewImport, resumePull } from './api.ts';
import { TextItToken } from './textit-token.tsx';

interface Props {
  readonly imported: Import;
  readonly pull: NonNullable<Import['pull']>;
}

/** The progress of fetching contacts from TextIt, before there is a preview. */
export function PullProgress({ imported, pull }: Props) {
  const { imports: texts } = useTexts();
  const { number } = useFormats();
  const { may } = useSession();
  const code = imported.codes?.pull?.problem;
  if (pull.status === 'pulling')
    return (
      <LiveRegion>
        <StatusIndicator type="loading">
          {texts.pulling({ host: pull.host, count: number(pull.pulled) })}
          {pull.problem !== null && (
            <>
              {' '}
              {texts.pullWaits} <ServiceText text={pull.problem} code={code} />
            </>
          )}
        </StatusIndicator>
      </LiveRegion>
    );
  if (pull.status === 'failed')
    return (
      <SpaceBetween size="m">
        <SpokenAlert header={texts.pullFailed({ host: pull.host })}>
          <ServiceText text={pull.problem ?? ''} code={code} />
        </SpokenAlert>
        {may('administer') && <GoOn imported={imported} />}
      </SpaceBetween>
    );
  if (pull.pulled === 0) return <StatusIndicator type="info">{texts.nobodyChanged}</StatusIndicator>;
  return may('administer') ? <PreviewButton imported={imported} /> : null;
}

/** Starts the preview of fetched contacts, when the workspace had too many jobs before. */
function PreviewButton({ imported }: Pick<Props, 'imported'>) {
  const { imports: texts } = useTexts();
  const { api } = useSession();
  const preview = useMutation({
    mutationFn: () => previewImport(api, imported.uuid),
    reads: ['imports'],
  });
  return (
    <SpaceBetween size="s">
      {preview.error && <Problem error={preview.error} />}
      <Button onClick={() => preview.mutate()} loading={preview.isPending}>
        {texts.again}
      </Button>
    </SpaceBetween>
  );
}

function GoOn({ imported }: Pick<Props, 'imported'>) {
  const { imports: texts } = useTexts();
  const { api } = useSession();
  const [token, setToken] = useState('');
  const goOn = useMutation({
    mutationFn: () => resumePull(api, imported.uuid, token),
    reads: ['imports'],
  });
  return (
    <HtmlForm onSubmit={() => goOn.mutate()}>
      <SpaceBetween size="s">
        <TextItToken value={token} onChange={setToken} />
        {goOn.error && <Problem error={goOn.error} />}
        <Button formAction="submit" disabled={token.trim() === ''} loading={goOn.isPending}>
          {texts.goOn}
        </Button>
      </SpaceBetween>
    </HtmlForm>
  );
}

import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { Problem } from '../../common/components/problem.tsx';
import { useFormats } from '../../common/texts/formats.ts';
import { ServiceText } from '../../common/texts/problems.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import { type Import, previewImport, resumePull } from './api.ts';
import { TextItToken } from './textit-token.tsx';

interface Props {
  readonly imported: Import;
  readonly pull: NonNullable<Import['pull']>;
}

/** How far people are fetched from elsewhere, before there is a preview. */
export function PullProgress({ imported, pull }: Props) {
  const { imports: texts } = useTexts();
  const { number } = useFormats();
  const { may } = useSession();
  const code = imported.codes?.pull?.problem;
  if (pull.status === 'pulling')
    return (
      <LiveRegion>
        <StatusIndicator type="loading">
          {texts.pulling(pull.host, number(pull.pulled))}
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
        <div role="alert">
          <Alert type="error" header={texts.pullFailed(pull.host)}>
            <ServiceText text={pull.problem ?? ''} code={code} />
          </Alert>
        </div>
        {may('administer') && <GoOn imported={imported} />}
      </SpaceBetween>
    );
  if (pull.pulled === 0) return <StatusIndicator type="info">{texts.nobodyChanged}</StatusIndicator>;
  return may('administer') ? <PreviewButton imported={imported} /> : null;
}

/** All is there, and no preview yet: there was no room for another job. */
function PreviewButton({ imported }: Pick<Props, 'imported'>) {
  const { imports: texts } = useTexts();
  const { api } = useSession();
  const queries = useQueryClient();
  const preview = useMutation({
    mutationFn: () => previewImport(api, imported.uuid),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports', imported.uuid] }),
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
  const queries = useQueryClient();
  const [token, setToken] = useState('');
  const goOn = useMutation({
    mutationFn: () => resumePull(api, imported.uuid, token),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports', imported.uuid] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        goOn.mutate();
      }}
    >
      <SpaceBetween size="s">
        <TextItToken value={token} onChange={setToken} />
        {goOn.error && <Problem error={goOn.error} />}
        <Button formAction="submit" disabled={token.trim() === ''} loading={goOn.isPending}>
          {texts.goOn}
        </Button>
      </SpaceBetween>
    </form>
  );
}

import Button from '@cloudscape-design/components/button';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMutation } from '../api/mutation.ts';
import { useRefresh } from '../jobs/api.ts';
import { useSession } from '../session/session.tsx';
import { Problem } from '../shell/problem.tsx';
import { useToaster } from '../shell/toasts.tsx';
import { useTexts } from '../texts/texts.tsx';
import { makeSample } from './sample.ts';
import { SAMPLE_KEY } from './use-is-first.ts';

/** Makes the sample programme, and says how it goes away again. */
export function Sample() {
  const { firstRun: texts } = useTexts();
  const { api } = useSession();
  const queries = useQueryClient();
  const refresh = useRefresh();
  const toaster = useToaster();
  const [share, setShare] = useState(0);
  const sample = useMutation({
    mutationKey: SAMPLE_KEY,
    mutationFn: () => makeSample(api, texts.names, setShare),
    async onSuccess() {
      toaster.show({ type: 'success', content: texts.made });
      await Promise.all([
        ...['fields', 'flows'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
        refresh(),
      ]);
    },
  });
  return (
    <SpaceBetween size="s">
      {sample.isPending && <ProgressBar value={100 * share} ariaLabel={texts.making} label={texts.making} />}
      {sample.error && <Problem error={sample.error} />}
      <Button loading={sample.isPending} onClick={() => sample.mutate()}>
        {texts.make}
      </Button>
    </SpaceBetween>
  );
}

import { Button, ProgressBar, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { useInvalidate, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { Problem, useToaster } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { makeSample } from './make-sample.ts';
import { SAMPLE_KEY } from './use-is-first-run.ts';

/** Makes the sample programme, and tells how to remove it. */
export function SampleButton() {
  const { firstRun: texts } = useTexts();
  const { api } = useSession();
  const invalidate = useInvalidate();
  const refresh = useRefresh();
  const toaster = useToaster();
  const [share, setShare] = useState(0);
  const sample = useMutation({
    mutationKey: SAMPLE_KEY,
    mutationFn: () => makeSample(api, texts.names, setShare),
    async onSuccess() {
      toaster.show({ type: 'success', content: texts.made });
      await Promise.all([invalidate('fields', 'flows'), refresh()]);
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

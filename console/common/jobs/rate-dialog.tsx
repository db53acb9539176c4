import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import type { Job } from '../api/types.ts';
import { Dialog } from '../components/dialog.tsx';
import { useTexts } from '../texts/texts.tsx';
import { useChangeJob } from './api.ts';

interface Props {
  readonly job: Job;
  readonly onClose: () => void;
}

/** Asks how fast a job may go. */
export function RateDialog({ job, onClose }: Props) {
  const { jobs: texts } = useTexts();
  const steering = useChangeJob();
  const [typed, setTyped] = useState(String(job.max_rate ?? ''));
  const isRead = /^\s*(?:[1-9]\d*)?\s*$/.test(typed);
  const rate = typed.trim() === '' ? null : Number(typed);
  return (
    <Dialog
      title={texts.limitRate}
      confirm={texts.limitRate}
      onConfirm={() => steering.mutate({ uuid: job.uuid, max_rate: rate }, { onSuccess: onClose })}
      onClose={onClose}
      disabled={!isRead || rate === job.max_rate}
      busy={steering.isPending}
      error={steering.error}
    >
      <FormField label={texts.mostRate} description={texts.rateHint}>
        <Input
          value={typed}
          inputMode="numeric"
          autoFocus
          autoComplete={false}
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
    </Dialog>
  );
}

import { useState } from 'react';
import type { Job } from '../api/index.ts';
import { Dialog, TextField } from '../components/index.ts';
import { useTexts } from '../texts/index.ts';
import { useChangeJob } from './api.ts';

export function RateDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { jobs: texts } = useTexts();
  const change = useChangeJob();
  const [typed, setTyped] = useState(String(job.max_rate ?? ''));
  const isRead = /^\s*(?:[1-9]\d*)?\s*$/.test(typed);
  const rate = typed.trim() === '' ? null : Number(typed);
  return (
    <Dialog
      title={texts.limitRate}
      onConfirm={() => change.mutate({ uuid: job.uuid, max_rate: rate }, { onSuccess: onClose })}
      onClose={onClose}
      disabled={!isRead || rate === job.max_rate}
      change={change}
    >
      <TextField
        label={texts.mostRate}
        description={texts.rateHint}
        value={typed}
        inputMode="numeric"
        autoFocus
        autoComplete={false}
        onChange={setTyped}
      />
    </Dialog>
  );
}

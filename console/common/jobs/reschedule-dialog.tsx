import { useState } from 'react';
import type { Job } from '../api/index.ts';
import { Dialog } from '../components/index.ts';
import { useTexts } from '../texts/index.ts';
import { useChangeJob } from './api.ts';
import { type StartTime, StartTimeChoice } from './start-time.tsx';

export function RescheduleDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { jobs: texts } = useTexts();
  const change = useChangeJob();
  const [before] = useState(() => new Date(job.not_before ?? 0));
  const [begin, setBegin] = useState<StartTime>(before);
  return (
    <Dialog
      title={texts.move}
      onConfirm={() =>
        change.mutate({ uuid: job.uuid, not_before: begin?.toISOString() ?? null }, { onSuccess: onClose })
      }
      onClose={onClose}
      disabled={begin === undefined}
      change={change}
    >
      <StartTimeChoice at={before} onChange={setBegin} />
    </Dialog>
  );
}

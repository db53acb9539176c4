import { useState } from 'react';
import type { Job } from '../api/types.ts';
import { Dialog } from '../components/dialog.tsx';
import { useTexts } from '../texts/texts.tsx';
import { useChangeJob } from './api.ts';
import { type StartTime, StartTimeChoice } from './start-time.tsx';

interface Props {
  readonly job: Job;
  readonly onClose: () => void;
}

/** Asks for another time at which a job that waits begins. */
export function RescheduleDialog({ job, onClose }: Props) {
  const { jobs: texts } = useTexts();
  const steering = useChangeJob();
  const [before] = useState(() => new Date(job.not_before ?? 0));
  const [begin, setBegin] = useState<StartTime>(before);
  return (
    <Dialog
      title={texts.move}
      confirm={texts.move}
      onConfirm={() =>
        steering.mutate({ uuid: job.uuid, not_before: begin?.toISOString() ?? null }, { onSuccess: onClose })
      }
      onClose={onClose}
      disabled={begin === undefined}
      busy={steering.isPending}
      error={steering.error}
    >
      <StartTimeChoice at={before} onChange={setBegin} />
    </Dialog>
  );
}

import { useState } from 'react';
import type { Job } from '../api/types.ts';
import { Dialog } from '../components/dialog.tsx';
import { useTexts } from '../texts/texts.tsx';
import { useSteering } from './api.ts';
import { type Begin, BeginAt } from './start-time.tsx';

interface Props {
  readonly job: Job;
  readonly onClose: () => void;
}

/** Asks for another time at which a job that waits begins. */
export function Move({ job, onClose }: Props) {
  const { jobs: texts } = useTexts();
  const steering = useSteering();
  const [before] = useState(() => new Date(job.not_before ?? 0));
  const [begin, setBegin] = useState<Begin>(before);
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
      <BeginAt at={before} onChange={setBegin} />
    </Dialog>
  );
}

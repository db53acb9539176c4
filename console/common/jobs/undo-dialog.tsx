import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Job } from '../api/index.ts';
import { Dialog, TextField } from '../components/index.ts';
import { useTexts } from '../texts/index.ts';
import { useChangeJob } from './api.ts';

/** Asks of an import whether whom it alone has stopped gets messages again, and why. The undo starts as a preview. */
export function UndoDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { jobs: texts } = useTexts();
  const [, navigate] = useLocation();
  const change = useChangeJob();
  const [typed, setTyped] = useState('');
  const reason = typed.trim();
  const undo = { action: 'undo', preview: true, ...(reason !== '' && { reason }) } as const;
  return (
    <Dialog
      title={texts.steps.undo}
      onConfirm={() =>
        change.mutate({ uuid: job.uuid, ...undo }, { onSuccess: ({ uuid }) => navigate(`/jobs/${uuid}`) })
      }
      onClose={onClose}
      disabled={false}
      change={change}
    >
      <Box>{texts.undoSays}</Box>
      <TextField
        label={texts.liftsWhy}
        description={texts.liftsHint}
        value={typed}
        autoFocus
        autoComplete={false}
        onChange={setTyped}
      />
    </Dialog>
  );
}

import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Job } from '../api/index.ts';
import { Dialog, TextField } from '../components/index.ts';
import { useFormats, useTexts } from '../texts/index.ts';
import { useChangeJob } from './api.ts';

/** Asks of an import whether whom it alone has stopped gets messages again, and why. The undo starts as a preview. */
export function UndoDialog({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const { jobs: texts } = useTexts();
  const { number } = useFormats();
  const [, navigate] = useLocation();
  const change = useChangeJob();
  const [typed, setTyped] = useState('');
  const reason = typed.trim();
  const undo = { action: 'undo', preview: true, ...(reason !== '' && { reason }) } as const;
  const { created, updated, unchanged } = job.people ?? NOBODY;
  const keeping = created.want_none + updated.want_none + unchanged.want_none;
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
      {created.contacts > 0 && (
        <Box>{texts.undoArchives({ count: created.contacts, shown: number(created.contacts) })}</Box>
      )}
      {keeping > 0 && <Box>{texts.undoKeeps({ count: keeping, shown: number(keeping) })}</Box>}
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

const NONE = { contacts: 0, want_none: 0 };
const NOBODY = { created: NONE, updated: NONE, unchanged: NONE };

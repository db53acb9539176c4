import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import type { Job } from '../api/index.ts';
import { Dialog, TextField } from '../components/index.ts';
import { useTexts } from '../texts/index.ts';
import { useChangeJob } from './api.ts';
import { sentenceOf } from './sentence.ts';
import { useSpeech } from './use-speech.ts';

interface Props {
  readonly job: Job;
  readonly onClose: () => void;
}

/** Asks a second person for a note: why a job may begin, or, which is needed, why not. */
const decisionDialog =
  (action: 'approve' | 'decline') =>
  ({ job, onClose }: Props) => {
    const { jobs: texts } = useTexts();
    const speech = useSpeech();
    const change = useChangeJob();
    const [typed, setTyped] = useState('');
    const note = typed.trim();
    const said = { action, ...(note !== '' && { note }), ...(action === 'approve' && { count: job.total ?? 0 }) };
    return (
      <Dialog
        title={texts.steps[action]}
        onConfirm={() => change.mutate({ uuid: job.uuid, ...said }, { onSuccess: onClose })}
        onClose={onClose}
        disabled={action === 'decline' && note === ''}
        change={change}
      >
        <Box>
          <bdi>{sentenceOf(job.summary, speech)}</bdi>
        </Box>
        <TextField label={texts.note} value={typed} autoFocus autoComplete={false} onChange={setTyped} />
      </Dialog>
    );
  };

export const ApproveDialog = decisionDialog('approve');
export const DeclineDialog = decisionDialog('decline');

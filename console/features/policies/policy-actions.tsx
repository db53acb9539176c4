import { Box, Button, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { Dialog } from '../../common/components/index.ts';
import { filled, useTexts } from '../../common/texts/index.ts';
import { PolicyPreview, useLoosened, usePolicyPreview } from './policy-preview.tsx';
import type { State, StoredPolicy } from './stored.ts';

interface Props {
  readonly policy: StoredPolicy;
  readonly onEdit: () => void;
}

const STATES: readonly State[] = ['off', 'shadow', 'on'];

/** What can be done with a policy: edit, delete, and put into another state. Switching it on comes last. */
export function PolicyActions({ policy, onEdit }: Props) {
  const { storedPolicies: texts } = useTexts();
  const [open, setOpen] = useState<State | 'delete' | null>(null);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={onEdit}>{texts.edit}</Button>
      <Button onClick={() => setOpen('delete')}>{texts.delete}</Button>
      {STATES.filter((state) => state !== policy.state).map((state) => (
        <Button key={state} variant={state === 'on' ? 'primary' : 'normal'} onClick={() => setOpen(state)}>
          {texts.switchTo[state]}
        </Button>
      ))}
      {open === 'delete' ? (
        <DeletePolicy policy={policy} onClose={() => setOpen(null)} />
      ) : (
        open && <SwitchPolicy policy={policy} state={open} onClose={() => setOpen(null)} />
      )}
    </SpaceBetween>
  );
}

interface DialogProps {
  readonly policy: StoredPolicy;
  readonly onClose: () => void;
}

/** Says what another state means, above all who is protected at first, and changes to it. */
function SwitchPolicy({ policy, state, onClose }: DialogProps & { readonly state: State }) {
  const { storedPolicies: texts } = useTexts();
  const { api } = useSession();
  const preview = usePolicyPreview({}, policy, state === 'on');
  const asked = useLoosened(preview.data);
  const change = useMutation({
    mutationFn: () => api.post('policies', { state, revision: policy.revision, ...asked.said }, { uuid: policy.uuid }),
    reads: ['policies'],
    onSuccess: onClose,
  });
  return (
    <Dialog title={texts.switchTo[state]} onClose={onClose} disabled={!asked.isTyped} change={change}>
      <Box>{filled(texts.switchHints[state], { count: policy.wait_days })}</Box>
      {state === 'on' && <PolicyPreview steps={policy.stages} preview={preview} />}
      {asked.question}
    </Dialog>
  );
}

function DeletePolicy({ policy, onClose }: DialogProps) {
  const { storedPolicies: texts } = useTexts();
  const { api } = useSession();
  const invalidate = useInvalidate();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: () => api.remove('policies', { uuid: policy.uuid }),
    async onSuccess() {
      navigate('/policies');
      await invalidate('policies');
    },
  });
  return (
    <Dialog title={texts.delete} onClose={onClose} change={remove} final>
      <Box>{texts.deleteHint({ name: policy.name })}</Box>
    </Dialog>
  );
}

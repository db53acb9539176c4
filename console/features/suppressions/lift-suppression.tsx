import { Button } from '@cloudscape-design/components';
import { useState } from 'react';
import { useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { Dialog, TextField, useToaster } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

/** Lifts a suppression, for a reason that stays with the address. */
export function LiftSuppression({ urn }: { readonly urn: string }) {
  const { suppressions: texts } = useTexts();
  const { api } = useSession();
  const invalidate = useInvalidate();
  const toaster = useToaster();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const lift = useMutation({
    mutationFn: () => api.remove('suppressions', { urn, reason: reason.trim() }),
    async onSuccess() {
      toaster.show({ type: 'success', content: texts.lifted });
      await invalidate('suppression');
      setOpen(false);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.lift}</Button>
      {isOpen && (
        <Dialog
          title={texts.lift}
          onConfirm={() => lift.mutate()}
          onClose={() => setOpen(false)}
          disabled={reason.trim() === ''}
          change={lift}
        >
          <div>{texts.liftHint}</div>
          <TextField
            label={texts.reason}
            description={texts.reasonHint}
            value={reason}
            autoFocus
            onChange={setReason}
          />
        </Dialog>
      )}
    </>
  );
}

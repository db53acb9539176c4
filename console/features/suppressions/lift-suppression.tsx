import { Button } from '@cloudscape-design/components';
import { useState } from 'react';
import { useInvalidate } from '../../common/api/refresh.ts';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { Dialog } from '../../common/components/dialog.tsx';
import { TextField } from '../../common/components/text-field.tsx';
import { useToaster } from '../../common/components/toasts.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

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

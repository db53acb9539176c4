import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { Dialog } from '../../common/components/dialog.tsx';
import { useToaster } from '../../common/components/toasts.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

/** Takes a refusal back, for a reason that stays with the address. */
export function LiftSuppression({ urn }: { readonly urn: string }) {
  const { suppressions: texts } = useTexts();
  const { api } = useSession();
  const queries = useQueryClient();
  const toaster = useToaster();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const lift = useMutation({
    mutationFn: () => api.remove('suppressions', { urn, reason: reason.trim() }),
    async onSuccess() {
      toaster.show({ type: 'success', content: texts.lifted });
      await queries.invalidateQueries({ queryKey: ['suppression'] });
      setOpen(false);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.lift}</Button>
      {isOpen && (
        <Dialog
          title={texts.lift}
          confirm={texts.lift}
          onConfirm={() => lift.mutate()}
          onClose={() => setOpen(false)}
          disabled={reason.trim() === ''}
          busy={lift.isPending}
          error={lift.error}
        >
          <div>{texts.liftHint}</div>
          <FormField label={texts.reason} description={texts.reasonHint}>
            <Input value={reason} autoFocus onChange={({ detail }) => setReason(detail.value)} />
          </FormField>
        </Dialog>
      )}
    </>
  );
}

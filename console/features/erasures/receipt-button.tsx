import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { saveFile } from '../../common/components/save-file.ts';
import { useToaster } from '../../common/components/toasts.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

/** Of which deletion a receipt is. */
export type Deletion = { readonly contact: string } | { readonly job: string };

interface Props {
  readonly of: Deletion;
  readonly variant?: ButtonProps.Variant;
  readonly label: string;
}

/** A button that saves the signed receipt of a deletion, byte for byte as the service has written it. */
export function Receipt({ of: deletion, variant = 'normal', label }: Props) {
  const { erasures: texts } = useTexts();
  const { api } = useSession();
  const toaster = useToaster();
  const receipt = useMutation({
    async mutationFn() {
      const query = { ...deletion, format: 'receipt' };
      const { data } = await api.GET('/api/v2/erasures.json', { params: { query }, parseAs: 'text' });
      const [uuid] = Object.values(deletion);
      saveFile(`receipt-${uuid}.json`, String(data));
    },
    onError: toaster.fail,
  });
  return (
    <Button variant={variant} ariaLabel={label} loading={receipt.isPending} onClick={() => receipt.mutate()}>
      {texts.receipt}
    </Button>
  );
}

import { Button, type ButtonProps } from '@cloudscape-design/components';
import { useMutation, useSession } from '../../common/api/index.ts';
import { saveFile, useToaster } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

type Deletion = { readonly contact: string } | { readonly job: string };

interface Props {
  readonly of: Deletion;
  readonly variant?: ButtonProps.Variant;
  readonly label: string;
}

/** Saves the signed receipt of a deletion, byte for byte. */
export function ReceiptButton({ of: deletion, variant = 'normal', label }: Props) {
  const { erasures: texts } = useTexts();
  const { api } = useSession();
  const toaster = useToaster();
  const save = useMutation({
    async mutationFn() {
      const receipt = await api.getText('erasures', { ...deletion, format: 'receipt' });
      const [uuid] = Object.values(deletion);
      saveFile(`receipt-${uuid}.json`, receipt);
    },
    onError: toaster.fail,
  });
  return (
    <Button variant={variant} ariaLabel={label} loading={save.isPending} onClick={() => save.mutate()}>
      {texts.receipt}
    </Button>
  );
}

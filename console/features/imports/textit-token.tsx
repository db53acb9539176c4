import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useTexts } from '../../common/texts/texts.tsx';

interface Props {
  readonly value: string;
  readonly onChange: (token: string) => void;
}

/** A token of TextIt: what is typed is not shown, and not kept by the browser. */
export function TextItToken({ value, onChange }: Props) {
  const { imports: texts } = useTexts();
  return (
    <FormField label={texts.tokenOfTextIt} description={texts.tokenOfTextItHint}>
      <Input type="password" value={value} autoComplete={false} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}

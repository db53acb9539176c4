import { TextField } from '../../common/components/text-field.tsx';
import { useTexts } from '../../common/texts/texts.tsx';

interface Props {
  readonly value: string;
  readonly onChange: (token: string) => void;
}

/** Asks for a token of TextIt; the browser neither shows nor saves it. */
export function TextItToken({ value, onChange }: Props) {
  const { imports: texts } = useTexts();
  return (
    <TextField
      label={texts.tokenOfTextIt}
      description={texts.tokenOfTextItHint}
      type="password"
      value={value}
      autoComplete={false}
      onChange={onChange}
    />
  );
}

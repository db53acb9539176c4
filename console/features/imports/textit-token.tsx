import { TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

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

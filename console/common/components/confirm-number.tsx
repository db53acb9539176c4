import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef } from 'react';
import { useFormats } from '../texts/formats.ts';
import { useTexts } from '../texts/texts.tsx';

interface Props {
  readonly total: number;
  /** Whether it is a deletion, which nothing takes back; otherwise people come back who had refused messages. */
  readonly final: boolean;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}

/** Asks for the number of contacts, typed: what is final is done by nobody in passing. */
export function ConfirmNumber({ total, final, value, onChange }: Props) {
  const { actions: texts } = useTexts();
  const { number } = useFormats();
  const input = useRef<InputProps.Ref>(null);
  // A modal focuses its close button first; here the number is what is asked for.
  useEffect(() => input.current?.focus(), []);
  return (
    <SpaceBetween size="s">
      <Alert type="warning">{final ? texts.final(total, number(total)) : texts.lifts(total, number(total))}</Alert>
      <FormField label={texts.typeNumber(number(total))}>
        <Input
          ref={input}
          value={value}
          inputMode="numeric"
          autoComplete={false}
          onChange={({ detail }) => onChange(detail.value)}
        />
      </FormField>
    </SpaceBetween>
  );
}

import { Alert, type InputProps, SpaceBetween } from '@cloudscape-design/components';
import { useEffect, useRef } from 'react';
import { useFormats, useTexts } from '../texts/index.ts';
import { TextField } from './text-field.tsx';

interface Props {
  readonly total: number;
  /** True for a deletion, which nothing undoes; false for people who become active although they opted out. */
  readonly final: boolean;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}

/** Asks the user to type the number of contacts, so that nobody does something final by mistake. */
export function ConfirmNumber({ total, final, value, onChange }: Props) {
  const { actions: texts } = useTexts();
  const { number } = useFormats();
  const input = useRef<InputProps.Ref>(null);
  // A modal would focus its close button first.
  useEffect(() => input.current?.focus(), []);
  return (
    <SpaceBetween size="s">
      <Alert type="warning">{final ? texts.final(total, number(total)) : texts.lifts(total, number(total))}</Alert>
      <TextField
        ref={input}
        label={texts.typeNumber(number(total))}
        value={value}
        inputMode="numeric"
        autoComplete={false}
        onChange={onChange}
      />
    </SpaceBetween>
  );
}

import { Alert, type InputProps, SpaceBetween } from '@cloudscape-design/components';
import { useEffect, useRef } from 'react';
import { useFormats, useTexts } from '../texts/index.ts';
import { TextField } from './text-field.tsx';

/**
 * `gone` is a deletion, which nothing undoes; `loosened` are people whom a policy protects less; the others become
 * active although they opted out or were blocked.
 */
export type Consequence = 'gone' | 'loosened' | 'stopped' | 'blocked';

interface WarningProps {
  readonly total: number;
  readonly consequence: Consequence;
}

/** Says what the user cannot take back. */
export function FinalWarning({ total, consequence }: WarningProps) {
  const { actions, sheet } = useTexts();
  const { number } = useFormats();
  const say = consequence === 'gone' ? actions.final : sheet.lifts[consequence];
  return <Alert type="warning">{say({ count: total, shown: number(total) })}</Alert>;
}

interface Props extends WarningProps {
  readonly value: string;
  readonly onChange: (typed: string) => void;
}

/** Asks the user to type the number of contacts, so that nobody does something final by mistake. */
export function ConfirmNumber({ value, onChange, ...warning }: Props) {
  const { actions: texts } = useTexts();
  const { number } = useFormats();
  const input = useRef<InputProps.Ref>(null);
  // A modal would focus its close button first.
  useEffect(() => input.current?.focus(), []);
  return (
    <SpaceBetween size="s">
      <FinalWarning {...warning} />
      <TextField
        ref={input}
        label={texts.typeNumber({ shown: number(warning.total) })}
        value={value}
        inputMode="numeric"
        autoComplete={false}
        onChange={onChange}
      />
    </SpaceBetween>
  );
}

import type { FormFieldProps } from '@cloudscape-design/components';
import { TextField } from '../../common/components/index.ts';

interface Props extends Pick<FormFieldProps, 'label' | 'description' | 'constraintText'> {
  readonly ariaLabel?: string;
  readonly error: string;
  /** Null: the field is empty. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A whole number, or nothing. */
export function NumberField({ value, error, onChange, ...field }: Props) {
  return (
    <TextField
      {...field}
      type="number"
      inputMode="numeric"
      errorText={error}
      invalid={error !== ''}
      value={value === null ? '' : String(value)}
      onChange={(typed) => onChange(typed.trim() === '' ? null : Math.trunc(Number(typed)))}
    />
  );
}

import { FormField, type FormFieldProps, Input, type InputProps } from '@cloudscape-design/components';
import type { Ref } from 'react';

type Labels = Pick<FormFieldProps, 'label' | 'description' | 'constraintText' | 'errorText'>;

interface Props extends Labels, Omit<InputProps, 'onChange'> {
  readonly ref?: Ref<InputProps.Ref>;
  readonly onChange: (value: string) => void;
}

/** One line of text under its label. */
export function TextField({ label, description, constraintText, errorText, onChange, ...input }: Props) {
  return (
    <FormField label={label} description={description} constraintText={constraintText} errorText={errorText}>
      <Input {...input} onChange={({ detail }) => onChange(detail.value)} />
    </FormField>
  );
}

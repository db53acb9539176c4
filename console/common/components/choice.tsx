import { FormField, type FormFieldProps, Select, type SelectProps } from '@cloudscape-design/components';
import { type Option, useFirstTexts } from '../texts/index.ts';

interface ChoiceProps<Value extends string> extends Omit<SelectProps, 'options' | 'selectedOption' | 'onChange'> {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly searchable?: boolean;
}

/** A choice of one option by its value; null while none is chosen. */
export function Choice<Value extends string>({ options, value, onChange, searchable, ...select }: ChoiceProps<Value>) {
  const { words } = useFirstTexts();
  return (
    <Select
      {...select}
      {...(searchable && { filteringType: 'auto', filteringAriaLabel: words.find })}
      options={options}
      selectedOption={options.find((option) => option.value === value) ?? null}
      onChange={({ detail }) => onChange(detail.selectedOption.value as Value)}
    />
  );
}

type FieldProps<Value extends string> = ChoiceProps<Value> &
  Pick<FormFieldProps, 'label' | 'description' | 'constraintText' | 'errorText'>;

export function ChoiceField<Value extends string>({
  label,
  description,
  constraintText,
  errorText,
  ...choice
}: FieldProps<Value>) {
  return (
    <FormField label={label} description={description} constraintText={constraintText} errorText={errorText}>
      <Choice {...choice} />
    </FormField>
  );
}

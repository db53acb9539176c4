import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  chosenOf,
  type Known,
  NEW_FIELD,
  NEW_GROUP,
  newNameOf,
  optionsFor,
} from '../../common/contacts/column-targets.ts';
import { useTexts } from '../../common/texts/texts.tsx';

interface Props extends Known {
  readonly column: string;
  readonly target: string;
  readonly onChange: (target: string) => void;
}

/** What one column becomes; of a new field or group also its name. */
export function TargetChoice({ column, target, onChange, ...known }: Props) {
  const texts = useTexts();
  const options = optionsFor(target, known, texts);
  const chosen = chosenOf(target, options);
  const name = newNameOf(target, chosen);
  const label = texts.imports.becomes(column);
  const choose = (value = 'ignore') =>
    onChange(value === NEW_FIELD || value === NEW_GROUP ? `${value}${column}` : value);
  return (
    <SpaceBetween size="xxs">
      <Select
        options={options}
        selectedOption={chosen ?? { value: target, label: target }}
        ariaLabel={label}
        filteringType="auto"
        filteringAriaLabel={texts.shell.find}
        expandToViewport
        onChange={({ detail }) => choose(detail.selectedOption.value)}
      />
      {name !== null && (
        <FormField label={texts.imports.newName}>
          <Input value={name} onChange={({ detail }) => onChange(`${chosen?.value ?? ''}${detail.value}`)} />
        </FormField>
      )}
    </SpaceBetween>
  );
}

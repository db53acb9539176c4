import { Select, SpaceBetween } from '@cloudscape-design/components';
import { TextField } from '../../common/components/index.ts';
import {
  chosenOf,
  type Known,
  NEW_FIELD,
  NEW_GROUP,
  newNameOf,
  optionsFor,
  typeApart,
} from '../../common/contacts/index.ts';
import { useTexts } from '../../common/texts/index.ts';

interface Props extends Known {
  readonly column: string;
  readonly target: string;
  readonly onChange: (target: string) => void;
}

/** Asks what a column becomes, and for the name of a new field or group. */
export function TargetChoice({ column, target: whole, onChange, ...known }: Props) {
  const texts = useTexts();
  const { target, type } = typeApart(whole);
  const options = optionsFor(target, known, texts);
  const chosen = chosenOf(target, options);
  const name = newNameOf(target, chosen);
  const label = texts.imports.becomes({ column });
  const choose = (value = 'ignore') =>
    onChange(value === NEW_FIELD || value === NEW_GROUP ? `${value}${column}` : value);
  return (
    <SpaceBetween size="xxs">
      <Select
        options={options}
        selectedOption={chosen ?? { value: target, label: target }}
        ariaLabel={label}
        filteringType="auto"
        filteringAriaLabel={texts.words.find}
        expandToViewport
        onChange={({ detail }) => choose(detail.selectedOption.value)}
      />
      {name !== null && (
        <TextField
          label={texts.imports.newName}
          value={name}
          onChange={(typed) => onChange(`${chosen?.value ?? ''}${typed}${type === null ? '' : `:${type}`}`)}
        />
      )}
    </SpaceBetween>
  );
}

import { Box } from '@cloudscape-design/components';
import { useFields, useSession } from '../../common/api/index.ts';
import { ChoiceField } from '../../common/components/index.ts';
import { typeApart } from '../../common/contacts/index.ts';
import { optionsOf, textFor, useTexts } from '../../common/texts/index.ts';
import type { Codes, ImportPreview } from './api.ts';

interface Props {
  readonly column: string;
  readonly target: string;
  readonly preview: ImportPreview;
  /** The codes of its warnings. */
  readonly codes: NonNullable<Codes['preview']>['warnings'] | undefined;
  readonly onChange: (target: string) => void;
}

/** The type of the field that a column goes into, which is chosen of a new one; and the order of its dates. */
export function FieldType({ column, target, preview, codes, onChange }: Props) {
  const { imports: texts, settings } = useTexts();
  const { may } = useSession();
  const fields = useFields().data ?? [];
  const { target: field, type: chosen } = typeApart(target);
  const name = field.slice(FIELD.length).trim().toLowerCase();
  if (!field.startsWith(FIELD)) return null;
  const isIt = (one: { readonly name: string }) => one.name.toLowerCase() === name;
  const known = fields.find(isIt)?.type;
  const found = preview.new_fields.find(isIt)?.type ?? 'text';
  const said = codes?.find(({ code, data }) => code.startsWith('warn_days_') && data['column'] === column);
  const order = textFor(settings.choices, said?.data['order']?.replace(' ', '_') ?? '') ?? '';
  const types = optionsOf(settings.types);
  const type = types.find(({ value }) => value === chosen)?.value ?? found;
  if (known === undefined && may('administer'))
    return (
      <ChoiceField
        label={texts.isNewField}
        constraintText={order}
        options={types}
        value={type}
        expandToViewport
        onChange={(next) => onChange(`${field}:${next}`)}
      />
    );
  return (
    <Box color="text-body-secondary" fontSize="body-s">
      {[settings.types[known ?? type], order].filter(Boolean).join(' · ')}
    </Box>
  );
}

const FIELD = 'field:';

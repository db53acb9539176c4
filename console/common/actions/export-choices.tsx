import { Button, FormField, Multiselect, type MultiselectProps, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { CONTACT, useFields, useGroups, useSession } from '../api/index.ts';
import { ChoiceField } from '../components/index.ts';
import { addressTargets, type Known } from '../contacts/index.ts';
import { optionsIn, optionsOf, type Texts, useTexts } from '../texts/index.ts';
import { exportText, type Format } from './export-request.ts';

/** Every column of an export. A workspace that hides addresses exports a reference instead. */
function columnOptions({ fields, groups }: Known, isAnonymous: boolean, { exports, imports, words }: Texts) {
  const hidden = isAnonymous ? 'urns' : 'ref';
  return [
    {
      label: imports.contactItself,
      options: optionsIn(CONTACT.columns, exports.columnNames).filter(({ value }) => value !== hidden),
    },
    { label: words.addresses, options: isAnonymous ? [] : addressTargets(imports.targets) },
    { label: words.fields, options: fields.map(({ key, name }) => ({ value: `field:${key}`, label: name })) },
    { label: words.groups, options: groups.map(({ uuid, name }) => ({ value: `group:${uuid}`, label: name })) },
  ].filter(({ options }) => options.length > 0);
}

interface Props {
  /** The request that the preview is for; null for none. */
  readonly value: string | null;
  /** Those that the list shows. */
  readonly columns: readonly string[];
  /** Called with null when a choice differs from the preview, so that only a previewed file is made. */
  readonly onChange: (request: string | null) => void;
}

export function ExportChoices({ value, columns: shown, onChange }: Props) {
  const texts = useTexts();
  const { me } = useSession();
  const known = { fields: useFields().data ?? [], groups: useGroups().data ?? [] };
  const [format, setFormat] = useState<Format>('xlsx');
  const [columns, setColumns] = useState<readonly MultiselectProps.Option[]>([]);
  const options = columnOptions(known, me.workspace.anon, texts);
  const listed = shown
    .filter((column) => !me.workspace.anon || !column.startsWith('urn:'))
    .map((column) =>
      optionOf(
        column,
        options.flatMap((part) => part.options),
      ),
    );
  const request = exportText({ format, columns: columns.map((column) => column.value ?? '') });
  return (
    <SpaceBetween size="s">
      <ChoiceField
        label={texts.exports.file}
        options={optionsOf(texts.exports.formats)}
        value={format}
        onChange={(chosen) => {
          setFormat(chosen);
          onChange(null);
        }}
      />
      <FormField
        label={texts.words.columns}
        description={texts.exports.columnsHint}
        info={
          listed.length > 0 && (
            <Button
              variant="inline-link"
              onClick={() => {
                setColumns(listed);
                onChange(null);
              }}
            >
              {texts.exports.shownColumns}
            </Button>
          )
        }
      >
        <Multiselect
          options={options}
          selectedOptions={columns}
          placeholder={texts.exports.allColumns}
          filteringType="auto"
          filteringAriaLabel={texts.words.find}
          tokenLimit={5}
          deselectAriaLabel={(option) => texts.imports.removeFile({ name: option.label ?? '' })}
          onChange={({ detail }) => {
            setColumns(detail.selectedOptions);
            onChange(null);
          }}
        />
      </FormField>
      <Button disabled={request === value} onClick={() => onChange(request)}>
        {texts.exports.use}
      </Button>
    </SpaceBetween>
  );
}

/** A kind of address that has no name here is named as it is. */
const optionOf = (column: string, known: readonly MultiselectProps.Option[]): MultiselectProps.Option =>
  known.find(({ value }) => value === column) ?? { value: column, label: column.replace('urn:', '') };

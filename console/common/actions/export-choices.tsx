import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Multiselect, { type MultiselectProps } from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useFields, useGroups } from '../api/queries.ts';
import { useSession } from '../api/session.ts';
import { useTexts } from '../texts/texts.tsx';
import { columnOptions } from './export-columns.ts';
import { exportText, FORMATS, type Format } from './export-request.ts';

interface Props {
  /** What is previewed; null: nothing. */
  readonly value: string | null;
  /** Told null as soon as something is chosen that is not previewed yet: nobody gets another file than the one on the sheet. */
  readonly onChange: (wish: string | null) => void;
}

/** How the file of an export is written, and with what of each contact. */
export function ExportChoices({ value, onChange }: Props) {
  const texts = useTexts();
  const { me } = useSession();
  const known = { fields: useFields().data ?? [], groups: useGroups().data ?? [] };
  const [format, setFormat] = useState<Format>('xlsx');
  const [columns, setColumns] = useState<readonly MultiselectProps.Option[]>([]);
  const formats = FORMATS.map((one) => ({ value: one, label: texts.exports.formats[one] }));
  const wish = exportText({ format, columns: columns.map((column) => column.value ?? '') });
  return (
    <SpaceBetween size="s">
      <FormField label={texts.exports.format}>
        <Select
          options={formats}
          selectedOption={formats.find((one) => one.value === format) ?? null}
          onChange={({ detail }) => {
            setFormat(detail.selectedOption.value as Format);
            onChange(null);
          }}
        />
      </FormField>
      <FormField label={texts.exports.columns} description={texts.exports.columnsHint}>
        <Multiselect
          options={columnOptions(known, me.workspace.anon, texts)}
          selectedOptions={columns}
          placeholder={texts.exports.allColumns}
          filteringType="auto"
          filteringAriaLabel={texts.shell.find}
          tokenLimit={5}
          deselectAriaLabel={(option) => texts.imports.removeFile(option.label ?? '')}
          onChange={({ detail }) => {
            setColumns(detail.selectedOptions);
            onChange(null);
          }}
        />
      </FormField>
      <Button disabled={wish === value} onClick={() => onChange(wish)}>
        {texts.exports.use}
      </Button>
    </SpaceBetween>
  );
}

import { Alert, Tiles } from '@cloudscape-design/components';
import { useState } from 'react';
import { definitionOf, TEMPLATES, type Template, useFields, useGroups } from '../../common/api/index.ts';
import { ChoiceField, Dialog, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { useImportFlows } from './import-flow.tsx';

/** Makes a flow of one step from a template. */
export function Gallery({ onClose }: { readonly onClose: () => void }) {
  const { flows: texts, actions } = useTexts();
  const [type, setType] = useState<Template['type']>('archive');
  const [target, setTarget] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const [named, setNamed] = useState<string | null>(null);
  const name = named ?? texts.templates[type].name;
  const options = useTargets(type);
  const template = templateOf(type, options.find((option) => option.value === target) ?? null, value);
  const save = useImportFlows(onClose);
  return (
    <Dialog
      size="large"
      title={texts.create}
      confirm={texts.make}
      onConfirm={() => template && save.mutate(definitionOf(name.trim(), template))}
      onClose={onClose}
      disabled={template === null || name.trim() === ''}
      change={save}
    >
      <Tiles
        ariaLabel={texts.create}
        value={type}
        columns={2}
        items={TEMPLATES.map((one) => ({
          value: one,
          label: texts.templates[one].name,
          description: texts.templates[one].description,
        }))}
        onChange={({ detail }) => {
          setType(detail.value as Template['type']);
          setTarget(null);
        }}
      />
      {options.length > 0 && (
        <ChoiceField
          label={type === 'set_field' ? texts.field : actions.group}
          options={options}
          value={target}
          placeholder={texts.choose}
          searchable
          onChange={setTarget}
        />
      )}
      {options.length === 0 && (type === 'add_to_group' || type === 'set_field') && (
        <Alert type="info">{type === 'set_field' ? texts.noFields : actions.noGroups}</Alert>
      )}
      {type === 'set_field' && options.length > 0 && (
        <TextField label={texts.value} description={texts.valueHint} value={value} onChange={setValue} />
      )}
      <TextField label={texts.name} value={name} onChange={setNamed} />
    </Dialog>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** What a template acts on: static groups, or fields. */
function useTargets(type: Template['type']): readonly Option[] {
  const groups = useGroups().data ?? [];
  const fields = useFields().data ?? [];
  if (type === 'set_field') return fields.map(({ key, name }) => ({ value: key, label: name }));
  if (type !== 'add_to_group') return [];
  return groups
    .filter(({ query, system }) => query === null && !system)
    .map(({ uuid, name }) => ({ value: uuid, label: name }));
}

function templateOf(type: Template['type'], chosen: Option | null, value: string): Template | null {
  if (type === 'archive' || type === 'stop') return { type };
  if (chosen === null) return null;
  if (type === 'add_to_group') return { type, group: { uuid: chosen.value, name: chosen.label } };
  return { type, field: { key: chosen.value, name: chosen.label }, value };
}

import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { useTexts } from '../../common/texts/texts.tsx';
import { type Mapping, useMappings } from './api.ts';

/** One of the mappings that were saved under a name. */
export function SavedMappings({ onSaved }: { readonly onSaved: (mapping: Mapping) => void }) {
  const { imports: texts } = useTexts();
  const saved = useMappings();
  const [name, setName] = useState<string | null>(null);
  const options = (saved.data ?? []).map((one) => ({ value: one.name, label: one.name }));
  return (
    <FormField label={texts.saved} description={texts.savedHint}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === name) ?? null}
        placeholder={texts.chooseSaved}
        empty={texts.noSaved}
        statusType={saved.isPending ? 'loading' : 'finished'}
        onChange={({ detail: { selectedOption } }) => {
          setName(selectedOption.value ?? null);
          const found = saved.data?.find((one) => one.name === selectedOption.value);
          if (found) onSaved(found);
        }}
      />
    </FormField>
  );
}

import { useState } from 'react';
import { ChoiceField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { type Mapping, useMappings } from './api.ts';

export function SavedMappings({ onSaved }: { readonly onSaved: (mapping: Mapping) => void }) {
  const { imports: texts } = useTexts();
  const saved = useMappings();
  const [name, setName] = useState<string | null>(null);
  return (
    <ChoiceField
      label={texts.saved}
      description={texts.savedHint}
      options={(saved.data ?? []).map((one) => ({ value: one.name, label: one.name }))}
      value={name}
      placeholder={texts.chooseSaved}
      empty={texts.noSaved}
      statusType={saved.isPending ? 'loading' : 'finished'}
      onChange={(chosen) => {
        setName(chosen);
        const found = saved.data?.find((one) => one.name === chosen);
        if (found) onSaved(found);
      }}
    />
  );
}

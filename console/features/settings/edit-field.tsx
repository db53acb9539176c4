import { Checkbox } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Field, useMutation, useSession } from '../../common/api/index.ts';
import { ChoiceField, Dialog, TextField } from '../../common/components/index.ts';
import { optionsOf, useTexts } from '../../common/texts/index.ts';

/**
 * Changes the name or the type of a field, and whether it is shown first. Its values stay; those that a type cannot
 * read are not shown.
 */
export function EditField({ field, onClose }: { readonly field: Field; readonly onClose: () => void }) {
  const { words, settings: texts, connections, fields } = useTexts();
  const { api } = useSession();
  const [name, setName] = useState(field.name);
  const [type, setType] = useState(field.type);
  const [featured, setFeatured] = useState(field.featured);
  const save = useMutation({
    mutationFn: () => api.post('fields', { name: name.trim(), type, featured }, { key: field.key }),
    reads: ['fields', 'contacts', 'contact'],
    onSuccess: onClose,
  });
  return (
    <Dialog title={connections.edit} confirm={words.save} onClose={onClose} disabled={name.trim() === ''} change={save}>
      <TextField label={words.name} value={name} onChange={setName} autoFocus />
      <ChoiceField
        label={texts.type}
        description={texts.typeHint}
        options={optionsOf(texts.types)}
        value={type}
        onChange={setType}
      />
      <Checkbox
        checked={featured}
        description={fields.featuredHint}
        onChange={({ detail }) => setFeatured(detail.checked)}
      >
        {fields.featured}
      </Checkbox>
    </Dialog>
  );
}

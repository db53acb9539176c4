import { Button, FormField, Input, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Body, type Field, useFields, useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { Choice, HtmlForm, ListTable } from '../../common/components/index.ts';
import { optionsOf, useProblems, useTexts } from '../../common/texts/index.ts';

type Type = Body<'fields'>['type'] & string;

/** The fields of contacts, and a form for a new one. */
export function Fields() {
  const { words, settings: texts } = useTexts();
  const { may } = useSession();
  const fields = useFields();
  return (
    <ListTable<Field>
      title={words.fields}
      isPart
      items={fields.data ?? []}
      read={fields}
      trackBy="key"
      columns={[
        { id: 'name', header: texts.labels.name, isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
        { id: 'key', header: texts.key, cell: ({ key }) => <code>{key}</code> },
        { id: 'type', header: texts.type, cell: ({ type }) => texts.types[type as Type] ?? type },
        {
          id: 'uses',
          header: texts.uses,
          cell: ({ usages }) => texts.usedBy(usages.flows, usages.groups),
        },
      ]}
      empty={texts.noFields}
      footer={may('edit') && <NewField />}
    />
  );
}

function NewField() {
  const { settings: texts } = useTexts();
  const { api } = useSession();
  const invalidate = useInvalidate();
  const wordsOf = useProblems();
  const [name, setName] = useState('');
  const [type, setType] = useState<Type>('text');
  const make = useMutation({
    mutationFn: () => api.post('fields', { name, type }),
    async onSuccess() {
      setName('');
      await invalidate('fields');
    },
  });
  return (
    <HtmlForm onSubmit={() => make.mutate()}>
      <FormField label={texts.newField} errorText={make.error && wordsOf(make.error)}>
        <SpaceBetween direction="horizontal" size="xs">
          <Input
            value={name}
            ariaLabel={texts.newField}
            placeholder={texts.labels.name}
            onChange={({ detail }) => setName(detail.value)}
          />
          <Choice options={optionsOf(texts.types)} ariaLabel={texts.type} value={type} onChange={setType} />
          <Button formAction="submit" disabled={name.trim() === ''} loading={make.isPending}>
            {texts.add}
          </Button>
        </SpaceBetween>
      </FormField>
    </HtmlForm>
  );
}

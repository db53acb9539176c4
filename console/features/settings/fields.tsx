import { type Field, useFields, useSession } from '../../common/api/index.ts';
import { ListTable } from '../../common/components/index.ts';
import { optionsOf, textFor, useTexts } from '../../common/texts/index.ts';
import { NewEntry } from './new-entry.tsx';

export function Fields() {
  const { words, settings: texts } = useTexts();
  const { api, may } = useSession();
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
        { id: 'type', header: texts.type, cell: ({ type }) => textFor(texts.types, type) ?? type },
        { id: 'uses', header: texts.uses, cell: ({ usages }) => texts.usedBy(usages.flows, usages.groups) },
      ]}
      empty={texts.noFields}
      footer={
        may('edit') && (
          <NewEntry
            label={texts.newField}
            kindLabel={texts.type}
            kinds={optionsOf(texts.types)}
            usual="text"
            make={(name, type) => api.post('fields', { name, type })}
            queryKey="fields"
          />
        )
      }
    />
  );
}

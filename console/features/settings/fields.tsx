import { Box, Button, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Field, useFields, useMutation, useSession } from '../../common/api/index.ts';
import {
  countOfUses,
  Dialog,
  type ListColumn,
  ListTable,
  Loading,
  nameColumn,
  Problem,
  UseLinks,
} from '../../common/components/index.ts';
import { optionsOf, textFor, useTexts } from '../../common/texts/index.ts';
import { ArchivedFields } from './archived-fields.tsx';
import { EditField } from './edit-field.tsx';
import { NewEntry } from './new-entry.tsx';

export function Fields() {
  const { words, settings: texts, connections, fields: own } = useTexts();
  const { api, may } = useSession();
  const fields = useFields();
  const [editing, setEditing] = useState<Field | null>(null);
  const [archiving, setArchiving] = useState<Field | null>(null);
  const edit: ListColumn<Field> = {
    id: 'edit',
    header: words.actions,
    cell: (field) => (
      <SpaceBetween direction="horizontal" size="s">
        <Button
          variant="inline-link"
          ariaLabel={`${connections.edit}: ${field.name}`}
          onClick={() => setEditing(field)}
        >
          {connections.edit}
        </Button>
        <Button variant="inline-link" ariaLabel={`${own.archive}: ${field.name}`} onClick={() => setArchiving(field)}>
          {own.archive}
        </Button>
      </SpaceBetween>
    ),
  };
  return (
    <SpaceBetween size="l">
      <ListTable<Field>
        title={words.fields}
        isPart
        items={fields.data ?? []}
        find={({ name, key }) => `${name} ${key}`}
        read={fields}
        trackBy="key"
        columns={[
          nameColumn(texts.labels.name),
          { id: 'key', header: texts.key, sortingField: 'key', cell: ({ key }) => <code>{key}</code> },
          {
            id: 'type',
            header: texts.type,
            sortingField: 'type',
            cell: ({ type }) => textFor(texts.types, type) ?? type,
          },
          {
            id: 'uses',
            header: texts.uses,
            cell: ({ usages }) => texts.usedBy({ flows: usages.flows, groups: usages.groups }),
          },
          { id: 'featured', header: own.featured, cell: ({ featured }) => (featured ? words.yes : '') },
          ...(may('edit') ? [edit] : []),
        ]}
        narrow={['name', 'type', 'edit']}
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
      <ArchivedFields />
      {archiving && <ArchiveField field={archiving} onClose={() => setArchiving(null)} />}
      {editing && <EditField field={editing} onClose={() => setEditing(null)} />}
    </SpaceBetween>
  );
}

/** Shows what names a field, and archives it when nothing needs it. Its values stay. */
function ArchiveField({ field, onClose }: { readonly field: Field; readonly onClose: () => void }) {
  const { fields: texts } = useTexts();
  const { api } = useSession();
  const { key, name } = field;
  const read = useQuery({
    queryKey: ['fields', 'uses', key],
    queryFn: () => api.get('fields', { key, uses: 'true' }),
    gcTime: 0,
  });
  const uses = read.data?.results[0]?.uses;
  const archive = useMutation({
    mutationFn: () => api.post('fields', { archived: true }, { key }),
    reads: ['fields', 'contacts', 'contact'],
    onSuccess: onClose,
  });
  const isNeeded = uses !== undefined && countOfUses(uses) > 0;
  return (
    <Dialog
      title={texts.archiveTitle({ name })}
      confirm={texts.archive}
      onClose={onClose}
      disabled={uses === undefined || isNeeded}
      change={archive}
    >
      <Box>{texts.archiveHint}</Box>
      {read.error && <Problem error={read.error} retry={() => void read.refetch()} />}
      {uses === undefined && !read.error && <Loading isPart />}
      {uses && <Box>{isNeeded ? texts.inUse : texts.unused}</Box>}
      {uses && isNeeded && <UseLinks uses={uses} />}
      {uses && uses.searches.length > 0 && <Box>{texts.inSearches({ names: uses.searches.join(', ') })}</Box>}
      {uses && uses.mappings.length > 0 && <Box>{texts.inMappings({ names: uses.mappings.join(', ') })}</Box>}
    </Dialog>
  );
}

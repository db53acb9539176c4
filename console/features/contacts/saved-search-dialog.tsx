import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { type Item, useMutation, useSession } from '../../common/api/index.ts';
import { Dialog, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

type SavedSearch = Item<'searches'>;

export type Shown = Pick<SavedSearch, 'query' | 'folder'>;

export interface Open {
  readonly what: 'save' | 'rename' | 'delete';
  /** Null: what is shown is saved. */
  readonly search: SavedSearch | null;
}

interface Props extends Open {
  readonly shown: Shown | null;
  readonly onClose: () => void;
}

/** Saves what is shown as a search, gives a search another name, or deletes it. */
export default function SavedSearchDialog({ what, search, shown, onClose }: Props) {
  if (what !== 'delete') return <NameSearch search={search} shown={shown} onClose={onClose} />;
  return search && <DeleteSearch search={search} onClose={onClose} />;
}

function NameSearch({ search, shown, onClose }: Omit<Props, 'what'>) {
  const { contacts: texts, words } = useTexts();
  const { api } = useSession();
  const [name, setName] = useState(search?.name ?? '');
  const save = useMutation({
    mutationFn: () =>
      search === null
        ? api.post('searches', { name: name.trim(), ...(shown ?? { query: '' }) })
        : api.post('searches', { name: name.trim() }, { uuid: search.uuid }),
    reads: ['searches'],
    onSuccess: onClose,
  });
  return (
    <Dialog
      title={search === null ? texts.saveSearch : texts.renameSearch({ name: search.name })}
      confirm={words.save}
      onClose={onClose}
      disabled={name.trim() === ''}
      change={save}
    >
      <TextField label={texts.searchName} description={texts.searchHint} value={name} onChange={setName} autoFocus />
    </Dialog>
  );
}

function DeleteSearch({ search, onClose }: { readonly search: SavedSearch; readonly onClose: () => void }) {
  const { contacts: texts } = useTexts();
  const { api } = useSession();
  const remove = useMutation({
    mutationFn: async () => {
      await api.remove('searches', { uuid: search.uuid });
    },
    reads: ['searches'],
    onSuccess: onClose,
  });
  return (
    <Dialog title={texts.deleteSearch({ name: search.name })} onClose={onClose} final change={remove}>
      <Box>{texts.deleteSearchHint}</Box>
    </Dialog>
  );
}

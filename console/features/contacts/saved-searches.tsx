import { Box, ButtonDropdown, type ButtonDropdownProps } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Item, isFolder, useMutation, useSession } from '../../common/api/index.ts';
import { Dialog, TextField } from '../../common/components/index.ts';
import { type ContactView, listParams } from '../../common/contacts/index.ts';
import { useFirstTexts } from '../../common/texts/index.ts';

type SavedSearch = Item<'searches'>;

interface Props {
  readonly view: ContactView;
  /** Whether what is shown is a search that the service could read. */
  readonly canSave: boolean;
}

type Open = { readonly what: 'save' | 'rename' | 'delete'; readonly search: SavedSearch | null };

/** The searches that the workspace has saved; the one that is shown can be saved, renamed or deleted. */
export default function SavedSearches({ view, canSave }: Props) {
  const { contacts: texts } = useFirstTexts();
  const { api, may } = useSession();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<Open | null>(null);
  const read = useQuery({ queryKey: ['searches'], queryFn: () => api.get('searches'), staleTime: 60_000 });
  const saved = read.data?.results ?? [];
  const shown = shownSearch(view);
  const current = saved.find(({ query, folder }) => query === shown?.query && folder === shown.folder) ?? null;
  const steps: ButtonDropdownProps.Item[] = !may('edit')
    ? []
    : current !== null
      ? [
          { id: 'rename', text: texts.renameSearch({ name: current.name }) },
          { id: 'delete', text: texts.deleteSearch({ name: current.name }) },
        ]
      : shown !== null && canSave
        ? [{ id: 'save', text: texts.saveSearch }]
        : [];
  if (saved.length + steps.length === 0) return null;
  const choose = (id: string) => {
    const search = saved.find(({ uuid }) => uuid === id);
    if (search === undefined) return setOpen({ what: id as Open['what'], search: current });
    navigate(`/contacts/${search.folder}?${new URLSearchParams({ query: search.query })}`);
  };
  return (
    <>
      <ButtonDropdown
        expandToViewport
        items={[
          ...(saved.length > 0
            ? [{ id: 'saved', text: texts.saved, items: saved.map(({ uuid, name }) => ({ id: uuid, text: name })) }]
            : []),
          ...steps,
        ]}
        onItemClick={({ detail }) => choose(detail.id)}
      >
        {current?.name ?? texts.saved}
      </ButtonDropdown>
      {open?.what === 'delete' && open.search && <DeleteSearch search={open.search} onClose={() => setOpen(null)} />}
      {(open?.what === 'save' || open?.what === 'rename') && (
        <NameSearch search={open.search} shown={shown} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

type Shown = Pick<SavedSearch, 'query' | 'folder'>;

/** What is shown, as a search of a folder; null where nothing is searched for. */
function shownSearch(view: ContactView): Shown | null {
  if (view.query === '') return null;
  const { query = '', folder = 'active' } = listParams(view);
  return { query, folder: isFolder(folder) ? folder : 'active' };
}

interface Naming {
  /** Null: what is shown is saved. */
  readonly search: SavedSearch | null;
  readonly shown: Shown | null;
  readonly onClose: () => void;
}

function NameSearch({ search, shown, onClose }: Naming) {
  const { contacts: texts, words } = useFirstTexts();
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
  const { contacts: texts } = useFirstTexts();
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

import { ButtonDropdown, type ButtonDropdownProps } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { isFolder, useSession } from '../../common/api/index.ts';
import { later } from '../../common/components/index.ts';
import { type ContactView, listParams } from '../../common/contacts/index.ts';
import { useFirstTexts } from '../../common/texts/index.ts';
import type { Open, Shown } from './saved-search-dialog.tsx';

const SavedSearchDialog = later(() => import('./saved-search-dialog.tsx'));

interface Props {
  readonly view: ContactView;
  /** Whether what is shown is a search that the service could read. */
  readonly canSave: boolean;
}

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
      {open && <SavedSearchDialog {...open} shown={shown} onClose={() => setOpen(null)} />}
    </>
  );
}

/** What is shown, as a search of a folder; null where nothing is searched for. */
function shownSearch(view: ContactView): Shown | null {
  if (view.query === '') return null;
  const { query = '', folder = 'active' } = listParams(view);
  return { query, folder: isFolder(folder) ? folder : 'active' };
}

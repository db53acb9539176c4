import { Box, Button, SpaceBetween } from '@cloudscape-design/components';
import { type Group, Refusal } from '../../common/api/index.ts';
import { EmptyState, Problem } from '../../common/components/index.ts';
import type { ContactView } from '../../common/contacts/index.ts';
import { useFirstTexts, useFormats } from '../../common/texts/index.ts';
import { type ContactList, unsortedWhy } from './use-contact-list.ts';

interface Props {
  readonly view: ContactView;
  readonly list: ContactList;
  readonly onShow: (change: { readonly query?: string; readonly sort?: string | null }) => void;
}

/** Why a list has no rows: it is empty, nobody matches, or it could not be read. */
export function EmptyList({ view, list, onShow }: Props) {
  const texts = useFirstTexts();
  const { number } = useFormats();
  // The search box explains the mistake.
  if (list.error instanceof Refusal && typeof list.error.body['start'] === 'number')
    return (
      <Box textAlign="center" color="text-body-secondary" padding="l">
        {texts.contacts.unread}
      </Box>
    );
  const unsorted = unsortedWhy(list.error);
  if (unsorted)
    return (
      <EmptyState>
        <SpaceBetween size="s">
          {unsorted === 'sort_making' ? texts.contacts.sortMaking : <Problem error={list.error as Error} />}
          <Button onClick={() => onShow({ sort: null })}>{texts.contacts.clearSort}</Button>
        </SpaceBetween>
      </EmptyState>
    );
  if (list.error) return <Problem error={list.error} retry={list.retry} />;
  const emptyGroup = ({ status }: Group) =>
    status === 'ready' || status === 'invalid' ? texts.contacts.emptyGroup : texts.groups.filling;
  if (view.query === '')
    return (
      <EmptyState>
        {view.place.type === 'folder' ? texts.contacts.emptyFolder[view.place.folder] : emptyGroup(view.place.group)}
      </EmptyState>
    );
  const { looked_at, candidates } = list.progress ?? { looked_at: 0, candidates: 0 };
  const noneYet = texts.contacts.noneYet({ looked: number(looked_at), all: number(candidates) });
  return (
    <EmptyState>
      <SpaceBetween size="s">
        {list.partial ? noneYet : `${texts.contacts.noMatch} ${texts.contacts.noMatchHint}`}
        <Button onClick={() => onShow({ query: '' })}>{texts.contacts.clearSearch}</Button>
      </SpaceBetween>
    </EmptyState>
  );
}

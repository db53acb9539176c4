import { Button } from '@cloudscape-design/components';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTexts } from '../texts/index.ts';

type Pages = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;

/** The button below a list that reads its next page. */
export function MoreButton({ list }: { readonly list: Pages }) {
  const { shell } = useTexts();
  if (!list.hasNextPage) return null;
  return (
    <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {shell.more}
    </Button>
  );
}

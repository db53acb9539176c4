import { Button } from '@cloudscape-design/components';
import { useTexts } from '../texts/index.ts';

interface Props {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** The button below a list that reads its next page. */
export function MoreButton({ list }: Props) {
  const { shell } = useTexts();
  if (!list.hasNextPage) return null;
  return (
    <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {shell.more}
    </Button>
  );
}

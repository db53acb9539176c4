import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { useTexts } from '../texts/texts.tsx';

/**
 * A screen that is being loaded: it has the page's heading already, for those who hear the page.
 * @param part - it is a part of a screen, which has its heading
 */
export function Loading({ part = false }: { readonly part?: boolean }) {
  const { shell } = useTexts();
  return (
    <Box padding="xxl" textAlign="center">
      <Spinner size="large" />
      <Box variant={part ? 'div' : 'h1'} fontSize="body-m" color="text-body-secondary">
        {shell.loading}
      </Box>
    </Box>
  );
}

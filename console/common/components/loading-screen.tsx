import { Box, Spinner } from '@cloudscape-design/components';
import { useTexts } from '../texts/index.ts';

/**
 * A screen while it loads, with the page's heading for screen readers.
 * @param isPart - it is a part of a screen that already has its heading
 */
export function Loading({ isPart = false }: { readonly isPart?: boolean }) {
  const { shell } = useTexts();
  return (
    <Box padding="xxl" textAlign="center">
      <Spinner size="large" />
      <Box variant={isPart ? 'div' : 'h1'} fontSize="body-m" color="text-body-secondary">
        {shell.loading}
      </Box>
    </Box>
  );
}

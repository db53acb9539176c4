import { Box, Spinner } from '@cloudscape-design/components';
import { useFirstTexts } from '../texts/index.ts';

/** A screen while it loads, with the heading for screen readers unless it is part of a screen that has one. */
export function Loading({ isPart = false }: { readonly isPart?: boolean }) {
  const { shell } = useFirstTexts();
  return (
    <Box padding="xxl" textAlign="center">
      <Spinner size="large" />
      <Box variant={isPart ? 'div' : 'h1'} fontSize="body-m" color="text-body-secondary">
        {shell.loading}
      </Box>
    </Box>
  );
}

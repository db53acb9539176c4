import { Box } from '@cloudscape-design/components';
import { useFirstTexts } from '../texts/index.ts';
import { Problem } from './problem.tsx';

/** A screen that could not be loaded, with the page's heading for screen readers. */
export function FailedScreen({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const { shell } = useFirstTexts();
  return (
    <Box padding="l">
      <Box variant="h1">{shell.failed}</Box>
      <Problem error={error} retry={retry} />
    </Box>
  );
}

import { Box } from '@cloudscape-design/components';
import { Refusal } from '../api/index.ts';
import { useFirstTexts } from '../texts/index.ts';
import { NotFound } from './not-found.tsx';
import { Problem } from './problem.tsx';

/** A screen that could not be loaded, with the page's heading for screen readers. */
export function FailedScreen({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const { shell } = useFirstTexts();
  if (error instanceof Refusal && error.status === 404) return <NotFound />;
  return (
    <Box padding="l">
      <Box variant="h1">{shell.failed}</Box>
      <Problem error={error} retry={retry} />
    </Box>
  );
}

import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useTexts } from '../texts/texts.tsx';

/** A screen that could not be loaded. It has the page's heading, for those who hear the page. */
export function Failed({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const { shell } = useTexts();
  return (
    <Box padding="l">
      <Box variant="h1">{shell.failed}</Box>
      <div role="alert">
        <Alert type="error" action={<Button onClick={retry}>{shell.retry}</Button>}>
          {error.message}
        </Alert>
      </div>
    </Box>
  );
}

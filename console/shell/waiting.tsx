import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { useTexts } from '../texts/texts.tsx';

/** A screen that is being loaded: it has the page's heading already, for those who hear the page. */
export function Waiting() {
  const { shell } = useTexts();
  return (
    <Box padding="xxl" textAlign="center">
      <Spinner size="large" />
      <Box variant="h1" fontSize="body-m" color="text-body-secondary">
        {shell.loading}
      </Box>
    </Box>
  );
}

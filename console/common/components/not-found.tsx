import { Box, Button, SpaceBetween } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { useFirstTexts } from '../texts/index.ts';

export function NotFound() {
  const { shell } = useFirstTexts();
  const [, navigate] = useLocation();
  return (
    <Box padding="xxl" textAlign="center">
      <SpaceBetween size="m">
        <Box variant="h1">{shell.notFound}</Box>
        <Button onClick={() => navigate('/contacts/active')}>{shell.toContacts}</Button>
      </SpaceBetween>
    </Box>
  );
}

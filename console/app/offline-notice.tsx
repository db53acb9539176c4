import { Alert, Box, Button } from '@cloudscape-design/components';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation, useReach } from '../common/api/index.ts';
import { useTexts } from '../common/texts/index.ts';

/** Says above every screen, while it lasts, that there is no connection or that the service does not answer. */
export function OfflineNotice() {
  const { shell } = useTexts();
  const reach = useReach();
  const queries = useQueryClient();
  const again = useMutation({ mutationFn: () => queries.refetchQueries({ type: 'active' }) });
  return (
    <div role="status">
      {reach !== 'reached' && (
        <Box margin={{ bottom: 'm' }}>
          <Alert
            type="warning"
            action={
              <Button loading={again.isPending} onClick={() => again.mutate()}>
                {shell.retry}
              </Button>
            }
          >
            {shell.reach[reach]}
          </Alert>
        </Box>
      )}
    </div>
  );
}

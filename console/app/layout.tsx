import { Box, Button } from '@cloudscape-design/components';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { useMutation, useReach } from '../common/api/index.ts';
import { AlertBox, Toasts } from '../common/components/index.ts';
import { useFirstTexts } from '../common/texts/index.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { Frame } from './frame.tsx';
import { Navigation } from './navigation.tsx';
import { useShortcuts } from './shortcuts.ts';
import { TopBar } from './top-bar.tsx';
import './layout.css';

/** Help is not part of the first load. */
const Help = lazy(() => import('./help.tsx'));

export function Layout({ children }: { readonly children: ReactNode }) {
  const [isHelping, setHelping] = useState(false);
  useShortcuts({ onHelp: useCallback(() => setHelping((now) => !now), []) });
  return (
    <>
      <Frame
        top={<TopBar />}
        navigation={<Navigation />}
        breadcrumbs={<Breadcrumbs />}
        help={
          <Suspense fallback={null}>
            <Help />
          </Suspense>
        }
        isHelping={isHelping}
        onHelp={setHelping}
      >
        <div id="content" tabIndex={-1}>
          <OfflineNotice />
          {children}
        </div>
      </Frame>
      <Toasts />
    </>
  );
}

/** Says above every screen, while it lasts, that there is no connection or that the service does not answer. */
function OfflineNotice() {
  const { shell } = useFirstTexts();
  const reach = useReach();
  const queries = useQueryClient();
  const again = useMutation({ mutationFn: () => queries.refetchQueries({ type: 'active' }) });
  return (
    <div role="status">
      {reach !== 'reached' && (
        <Box margin={{ bottom: 'm' }}>
          <AlertBox
            type="warning"
            action={
              <Button loading={again.isPending} onClick={() => again.mutate()}>
                {shell.retry}
              </Button>
            }
          >
            {shell.reach[reach]}
          </AlertBox>
        </Box>
      )}
    </div>
  );
}

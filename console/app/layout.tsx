import { Alert, AppLayoutToolbar, Box, Button } from '@cloudscape-design/components';
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { Toasts } from '../common/components/index.ts';
import { useTexts } from '../common/texts/index.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { Navigation } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';
import './layout.css';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation, useReach } from '../common/api/index.ts';
import { useShortcuts } from './shortcuts.ts';

/** Help is not part of the first load. */
const Help = lazy(() => import('./help.tsx'));

/** From this width on the menu stands beside the content, and is open at first. */
const WIDE = matchMedia('(min-width: 912px)');

export function Layout({ children }: { readonly children: ReactNode }) {
  const { shell, help } = useTexts();
  const [open, setOpen] = useState(WIDE.matches);
  const [helping, setHelping] = useState(false);
  useShortcuts({ onHelp: useCallback(() => setHelping((now) => !now), []) });
  return (
    <>
      <TopBar />
      <AppLayoutToolbar
        headerSelector="#top"
        tools={
          <Suspense fallback={null}>
            <Help />
          </Suspense>
        }
        toolsOpen={helping}
        onToolsChange={({ detail }) => setHelping(detail.open)}
        maxContentWidth={Number.MAX_VALUE}
        breadcrumbs={<Breadcrumbs />}
        navigation={<Navigation />}
        navigationOpen={open}
        onNavigationChange={({ detail }) => setOpen(detail.open)}
        notifications={<Toasts />}
        stickyNotifications
        ariaLabels={{
          navigation: shell.navigation,
          navigationClose: shell.closeNavigation,
          navigationToggle: shell.openNavigation,
          notifications: shell.notifications,
          tools: help.open,
          toolsClose: help.close,
          toolsToggle: help.open,
        }}
        content={
          <div id="content" tabIndex={-1}>
            <OfflineNotice />
            {children}
          </div>
        }
      />
    </>
  );
}

/** Says above every screen, while it lasts, that there is no connection or that the service does not answer. */
function OfflineNotice() {
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

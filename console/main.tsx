import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startAppearance } from './app/appearance.ts';
import { defineColors } from './app/color-tokens.ts';
import { Layout } from './app/layout.tsx';
import { Screens } from './app/screens.tsx';
import { SessionGate } from './app/session-gate.tsx';
import { takeTokenFromAddress } from './app/stored-token.ts';
import { Refusal } from './common/api/client.ts';
import { ToastProvider } from './common/components/toasts.tsx';
import { LanguageProvider } from './common/texts/texts.tsx';
import './styles.css';

takeTokenFromAddress();
startAppearance();
defineColors();

/** What the service or the network could not do is tried again; what it refuses is not. */
const mayHelp = (failures: number, error: Error): boolean =>
  failures < 3 && (!(error instanceof Refusal) || error.status === 0 || error.status >= 500);

const queries = new QueryClient({
  defaultOptions: {
    // Asked also when the browser believes that it is offline: it may be wrong, and what waits unseen is done when nobody expects it any more.
    queries: { retry: mayHelp, staleTime: 2_000, networkMode: 'always', refetchOnReconnect: true },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <SessionGate>
          <ToastProvider>
            <Layout>
              <Screens />
            </Layout>
          </ToastProvider>
        </SessionGate>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startAppearance } from './app/appearance.ts';
import { defineColors } from './app/color-tokens.ts';
import { Layout } from './app/layout.tsx';
import { watchAddress } from './app/link-token.ts';
import { Screens } from './app/screens.tsx';
import { SessionGate } from './app/session-gate.tsx';
import { Refusal } from './common/api/index.ts';
import { ToastProvider } from './common/components/index.ts';
import './styles.css';

watchAddress();
startAppearance();
defineColors();

/** A failure of the service or the network is tried again, a refusal is not. */
const mayHelp = (failures: number, error: Error): boolean =>
  failures < 3 && (!(error instanceof Refusal) || error.status === 0 || error.status >= 500);

const queries = new QueryClient({
  defaultOptions: {
    // `always` sends requests while the browser says that it is offline. It may be wrong, and a request that waited
    // would run at a moment when nobody expects it.
    queries: { retry: mayHelp, staleTime: 2_000, networkMode: 'always', refetchOnReconnect: true },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <SessionGate>
        <ToastProvider>
          <Layout>
            <Screens />
          </Layout>
        </ToastProvider>
      </SessionGate>
    </QueryClientProvider>
  </StrictMode>,
);

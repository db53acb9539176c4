import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refusal } from './api/client.ts';
import { SessionGate } from './session/session.tsx';
import { takeTokenFromAddress } from './session/token.ts';
import { Layout } from './shell/layout.tsx';
import { startMode } from './shell/mode.ts';
import { Screens } from './shell/screens.tsx';
import { ToastRoom } from './shell/toasts.tsx';
import { startTokens } from './shell/tokens.ts';
import { Speak } from './texts/texts.tsx';
import './styles.css';

takeTokenFromAddress();
startMode();
startTokens();

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
      <Speak>
        <SessionGate>
          <ToastRoom>
            <Layout>
              <Screens />
            </Layout>
          </ToastRoom>
        </SessionGate>
      </Speak>
    </QueryClientProvider>
  </StrictMode>,
);

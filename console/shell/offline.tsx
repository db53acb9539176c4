import Alert from '@cloudscape-design/components/alert';
import { useSyncExternalStore } from 'react';
import { useTexts } from '../texts/texts.tsx';

function subscribe(onChange: () => void): () => void {
  addEventListener('online', onChange);
  addEventListener('offline', onChange);
  return () => {
    removeEventListener('online', onChange);
    removeEventListener('offline', onChange);
  };
}

/** Says above every screen that the browser has no connection, for as long as that is so. */
export function Offline() {
  const { shell } = useTexts();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return <div role="status">{!isOnline && <Alert type="warning">{shell.offline}</Alert>}</div>;
}

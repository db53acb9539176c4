import { many } from '../plural.ts';

export const session = {
  title: 'Sign in to Dormouse',
  explanation: 'Contacts of messaging programmes: who is active, who has gone quiet, who opted out, who is gone.',
  token: 'API token',
  tokenHint: '40 letters and digits. An administrator makes them under Settings. Kept for this browser tab only.',
  signIn: 'Sign in',
  signOut: 'Sign out',
  otherTabs: 'Open in other tabs of this browser',
  goOn: (workspace: string, role: string, token: string) => `${workspace} · ${role} (${token})`,
  refused:
    'This token is not, or no longer, valid. Check that it was copied whole, or ask an administrator for a new one.',
  unreachable: 'The service cannot be reached. Check the connection and try again.',
  tooMany: (seconds: number) => `Too many requests. Try again in ${seconds} ${many(seconds, 'second', 'seconds')}.`,
  roles: { administrator: 'Administrator', editor: 'Editor', viewer: 'Viewer' },
};

import { many } from './plural.ts';

/** How long somebody has to wait. */
const inTime = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  return seconds < 120 ? `${seconds} ${many(seconds, 'second', 'seconds')}` : `${minutes} minutes`;
};

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
  tooMany: (seconds: number) => `That was too much at once. Try again in ${inTime(seconds)}.`,
  busy: (seconds: number) => `The service has too much to do, or is being renewed. Try again in ${inTime(seconds)}.`,
  broken: 'The service has failed at this. Try again in a minute. If it fails again, tell whoever runs it.',
  byProvider: 'Sign in with your account',
  ended: 'Your session has ended',
  endedHint: 'Sign in again in another tab, and go on here: what you have typed is still there.',
  workspaces: 'Workspaces',
  reasons: {
    refused: 'You were not signed in. Try again.',
    unavailable: 'Your sign-in provider does not answer. Try again in a few minutes.',
    not_begun: 'The sign-in took too long, or began in another browser. Try again.',
    no_member: 'You are signed in, but in no workspace. Ask an administrator to invite you.',
    unknown_invitation: 'This invitation was used or withdrawn. Ask for a new one.',
    invitation_expired: 'This invitation has expired: it was good for 7 days. Ask for a new one.',
    invitation_for_another: 'This invitation is for another e-mail address.',
  },
  roles: { administrator: 'Administrator', editor: 'Editor', viewer: 'Viewer' },
};

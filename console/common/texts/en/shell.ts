export const shell = {
  skip: 'Skip to content',
  navigation: 'Navigation',
  closeNavigation: 'Close navigation',
  openNavigation: 'Open navigation',
  notifications: 'Notifications',
  smartGroup: 'smart group',
  allGroups: 'All groups',
  home: 'Home',
  flows: 'Flows',
  dormancy: 'Dormancy',
  jobs: 'Jobs',
  imports: 'Imports',
  settings: 'Settings',
  appearances: { system: 'As the device', light: 'Light', dark: 'Dark' },
  appearance: 'Appearance',
  account: 'Account',
  reach: {
    offline: 'You are offline. What you see may be old, and nothing can be changed until the connection is back.',
    unreachable: 'The service does not answer. What you see may be old.',
  },
  notFound: 'There is nothing at this address.',
  toContacts: 'To the active contacts',
  failed: 'This could not be loaded.',
  saidOf: (name: string, what: string) => `${name}: ${what}`,
  broken:
    'A part of the console could not be loaded. The connection was lost, or there is a newer version. Load the page again.',
  reload: 'Load again',
  retry: 'Try again',
  loading: 'Loading',
  dismiss: 'Dismiss',
  more: 'Show more',
  unsaved: 'What you typed is not saved. Leave without it?',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'It could not be copied',
};

export const folders = {
  active: 'Active',
  dormant: 'Dormant',
  archived: 'Archived',
  stopped: 'Stopped',
  blocked: 'Blocked',
};

export const folderHints = {
  active: 'People who can get messages, dormant ones included.',
  dormant: 'Active people without a sign of life for the number of days under Dormancy.',
  archived: 'Archived people are in no groups and get no messages. They can be deleted permanently.',
  stopped: 'Stopped people have opted out. They are in no groups, and return when they write.',
  blocked: 'Blocked people get no messages, theirs are put away, and they are in no group.',
};

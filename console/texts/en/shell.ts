export const shell = {
  skip: 'Skip to content',
  navigation: 'Navigation',
  closeNavigation: 'Close navigation',
  openNavigation: 'Open navigation',
  notifications: 'Notifications',
  contacts: 'Contacts',
  groups: 'Groups',
  smartGroup: 'smart group',
  allGroups: 'All groups',
  flows: 'Flows',
  dormancy: 'Dormancy',
  jobs: 'Jobs',
  settings: 'Settings',
  light: 'Light',
  dark: 'Dark',
  system: 'As the device',
  appearance: 'Appearance',
  language: 'Language',
  account: 'Account',
  offline: 'You are offline. What you see may be old; changes wait until the connection is back.',
  notFound: 'There is nothing at this address.',
  toContacts: 'To the active contacts',
  failed: 'This could not be loaded.',
  retry: 'Try again',
  loading: 'Loading',
  dismiss: 'Dismiss',
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
  dormant: 'Active people of whom there was no sign of life for the number of days under Dormancy.',
  archived: 'Archived people are in no groups and get no messages. They can be deleted permanently.',
  stopped: 'Stopped people have opted out. They are in no groups, and return when they write.',
  blocked: 'Blocked people get nothing, what they send is put away, and they are in no group.',
};

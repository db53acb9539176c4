const statuses: Readonly<Record<string, string>> = {
  active: 'active',
  archived: 'archived',
  blocked: 'blocked',
  stopped: 'opted out',
};

/** By type of event; one that is not here is shown by its type. */
const other: Readonly<Record<string, string>> = {
  contact_urns_changed: 'Addresses changed',
  contact_created: 'Created',
  contact_last_seen: 'Heard from',
  contact_dormant_changed: 'Dormancy changed',
  contact_notes_changed: 'Notes changed',
  run_result_changed: 'A result was noted',
  msg_received: 'Wrote a message',
  error: 'An error of a flow',
  failure: 'A flow failed',
};

export const history = {
  title: 'History',
  none: 'Nothing has happened yet.',
  statuses,
  other,
  status: (status: string) => `Became ${status}.`,
  name: (name: string) => (name === '' ? 'Name cleared.' : `Name set to ${name}.`),
  language: (code: string) => (code === '' ? 'Language cleared.' : `Language set to ${code}.`),
  field: (field: string, value: string) => (value === '' ? `${field} cleared.` : `${field} set to ${value}.`),
  joined: (names: string) => `Joined ${names}.`,
  left: (names: string) => `Left ${names}.`,
  by: (name: string) => `by ${name}`,
  job: 'in a job',
};

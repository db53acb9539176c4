const statuses: Readonly<Record<string, string>> = {
  active: 'active',
  archived: 'archived',
  blocked: 'blocked',
  stopped: 'opted out',
};

/** By type of event. An unknown type is shown as it is. */
const other = {
  contact_urns_changed: 'Addresses changed',
  contact_created_on_changed: 'Time of creation changed',
  contact_last_seen_changed: 'Heard from',
  run_result_changed: 'A result was noted',
  error: 'Something could not be done',
  failure: 'A flow failed',
};

/** By the API's code of an error. */
const errors = {
  'dependency:missing': 'A group or field that a flow names is gone',
  'group:missing': 'A group that a flow names is gone',
  'urn:invalid': 'Not an address',
  'urn:taken': 'The address belongs to another contact',
  'language:invalid': 'Not a language code',
  opted_out: 'Did not become active: has opted out',
  expression: 'An expression of a flow could not be read',
};

export const history = {
  title: 'What happened',
  none: 'Nothing has happened yet.',
  show: 'Show',
  filters: { all: 'Everything', message: 'Messages', change: 'Changes' },
  kinds: { message: 'Message', change: 'Change' },
  before: (value: string) => `Before: ${value}.`,
  statuses,
  other,
  errors,
  policyStage: (stage: string): string => `A policy took its stage “${stage}”.`,
  policyEnded: 'No policy has taken this contact any more.',
  hold: (is: boolean): string => (is ? 'Kept from every policy.' : 'No longer kept from policies.'),
  dormant: (is: boolean): string => (is ? 'Has gone quiet: dormant.' : 'No longer dormant.'),
  status: (status: string) => `Became ${status}.`,
  name: (name: string) => (name === '' ? 'Name cleared.' : `Name set to ${name}.`),
  language: (code: string) => (code === '' ? 'Language cleared.' : `Language set to ${code}.`),
  field: (field: string, value: string) => (value === '' ? `${field} cleared.` : `${field} set to ${value}.`),
  joined: (names: string) => `Joined ${names}.`,
  left: (names: string) => `Left ${names}.`,
  by: (name: string) => `by ${name}`,
  job: 'in a job',
};

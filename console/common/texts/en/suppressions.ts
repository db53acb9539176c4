import { many } from './plural.ts';

export const suppressions = {
  hint: 'Addresses that refused messages, whether or not somebody has them. They outlive the deletion of a person.',
  ask: 'Ask about an address',
  addressHint: 'A phone number, an email address, or with its kind, such as whatsapp:250788123456.',
  look: 'Look it up',
  isSuppressed: 'gets no messages',
  isFree: 'has not refused messages',
  since: 'Since',
  nobodys: 'Nobody has this address',
  show: 'Show the contact',
  notes: { added: 'Added', lifted: 'Lifted' },
  liftAtContact: 'The opt-out of a contact is lifted on the page of the contact.',
  lift: 'Lift it',
  liftHint: 'Whoever gets the address from now on can be sent messages. Do it only when the person has asked for it.',
  lifted: 'The suppression is lifted.',
  reason: 'Reason',
  reasonHint: 'It stays with the address.',
  add: 'Add addresses',
  addHint:
    'Addresses that opted out elsewhere. Contacts with one of them become opted out; the others are remembered for whoever gets them.',
  addByImport: 'Import a whole file of them, with a preview.',
  addressesHint: 'One a line.',
  addReasonHint: 'Where the list comes from, for instance.',
  suppress: (count: number, shown: string) =>
    count === 0 ? 'Suppress' : `Suppress ${shown} ${many(count, 'address', 'addresses')}`,
  suppressed: (count: number, shown: string) => `${shown} ${many(count, 'address', 'addresses')} remembered.`,
  stopped: (count: number, shown: string) => `${shown} ${many(count, 'contact', 'contacts')} opted out.`,
  refused: (count: number, shown: string) =>
    `${shown} ${many(count, 'line was', 'lines were')} not taken, and ${many(count, 'stays', 'stay')} above to be mended:`,
  already: (count: number, shown: string) => `${shown} ${many(count, 'was', 'were')} suppressed already.`,
};

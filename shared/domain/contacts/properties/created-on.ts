import { moment } from '../../flows/template/moment.ts';
import type { Property } from './property.ts';
import { lasting } from './shown.ts';
import { always } from './stored.ts';

/** When the contact was created. */
export const createdOn = {
  blank: ({ now }) => now,
  stored: always('created'),
  bytes: 30,
  modifiers: null,
  events: null,
  query: { names: ['created_on'], values: { createdOn: (contact) => contact.createdOn }, added: null },
  template: { created_on: (contact, assets) => moment(contact.createdOn, assets) },
  api: { created_on: lasting(({ createdOn }) => createdOn) },
  input: null,
} as const satisfies Property<'createdOn'>;

import { many } from '../plural.ts';

export const words = {
  actions: 'Actions',
  address: 'Address',
  addresses: 'Addresses',
  cancel: 'Cancel',
  columns: 'Columns',
  contact: 'Contact',
  contacts: 'Contacts',
  contactsOf: (count: number, shown: string) => `${shown} ${many(count, 'contact', 'contacts')}`,
  counting: 'Counting',
  details: 'Details',
  fields: 'Fields',
  find: 'Find',
  groups: 'Groups',
  language: 'Language',
  name: 'Name',
  notSet: 'Not set',
  save: 'Save',
  state: 'State',
  status: 'Status',
  why: 'Why',
};

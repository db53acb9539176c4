import { answers } from './feature.ts';

export const messages = answers('messages', { reads: ['M#'], writes: ['M#'] }, (fn, { tables }) => {
  tables.contacts.grantRead(fn, 'C#');
});

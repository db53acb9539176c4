/** What the lists of contacts and the frame of all screens say: these texts are part of the first load. */
export { actions } from './actions.ts';
export { builder } from './builder.ts';
export { contacts } from './contacts.ts';
export { groups } from './groups.ts';
export { jobs } from './jobs.ts';
export { phrases } from './phrases.ts';
export { query } from './query.ts';
export { session } from './session.ts';
export { folderHints, folders, shell } from './shell.ts';
export { words } from './words.ts';

export const product = 'Dormouse';

/** The door to contacts: what the rest of the service may do with them. */
export { type Changed, type ChangeOptions, changeContact, type Decide } from './change.ts';
export { type Created, createContact } from './create.ts';
export { cleanUp, deleteContact } from './delete.ts';
export { changeMany, type ManyOutcome } from './many.ts';
export { readContact, readContacts } from './read.ts';
export { ContentionError } from './retry.ts';

/** Every text of the console in French. */
export { actions } from './fr/actions.ts';
export { audit } from './fr/audit.ts';
export { builder } from './fr/builder.ts';
export { connections } from './fr/connections.ts';
export { contact } from './fr/contact.ts';
export { contacts } from './fr/contacts.ts';
export { dormancy } from './fr/dormancy.ts';
export { erasures } from './fr/erasures.ts';
export { exports } from './fr/exports.ts';
export { firstRun } from './fr/first-run.ts';
export { flows } from './fr/flows.ts';
export { groups } from './fr/groups.ts';
export { help } from './fr/help.ts';
export { history } from './fr/history.ts';
export { home } from './fr/home.ts';
export { imports } from './fr/imports.ts';
export { jobs } from './fr/jobs.ts';
export { link } from './fr/link.ts';
export { phrases } from './fr/phrases.ts';
export { query } from './fr/query.ts';
export { refusals } from './fr/refusals.ts';
export { session } from './fr/session.ts';
export { settings } from './fr/settings.ts';
export { folderHints, folders, shell } from './fr/shell.ts';
export { suppressions } from './fr/suppressions.ts';
export { words } from './fr/words.ts';

export const product = 'Dormouse';

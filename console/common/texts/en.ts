import type { RefusalTexts } from './refusals.ts';

/** Every text of the console in English. Other languages have the same type. */
export { actions } from './en/actions.ts';
export { audit } from './en/audit.ts';
export { builder } from './en/builder.ts';
export { connections } from './en/connections.ts';
export { contact } from './en/contact.ts';
export { contacts } from './en/contacts.ts';
export { dormancy } from './en/dormancy.ts';
export { erasures } from './en/erasures.ts';
export { exports } from './en/exports.ts';
export { firstRun } from './en/first-run.ts';
export { flows } from './en/flows.ts';
export { groups } from './en/groups.ts';
export { help } from './en/help.ts';
export { history } from './en/history.ts';
export { home } from './en/home.ts';
export { imports } from './en/imports.ts';
export { jobs } from './en/jobs.ts';
export { link } from './en/link.ts';
export { phrases } from './en/phrases.ts';
export { policies } from './en/policies.ts';
export { query } from './en/query.ts';
export { session } from './en/session.ts';
export { settings } from './en/settings.ts';
export { folderHints, folders, shell } from './en/shell.ts';
export { storedPolicies } from './en/stored-policies.ts';
export { suppressions } from './en/suppressions.ts';
export { words } from './en/words.ts';

export const product = 'Dormouse';
/** Refusals are shown in the service's own English sentences. */
export const refusals: Partial<RefusalTexts> = {};

import type { RefusalTexts } from '../refusals.ts';

/** Every text of the console in English. Other languages have the same type. */
export { actions } from './actions.ts';
export { audit } from './audit.ts';
export { builder } from './builder.ts';
export { connections } from './connections.ts';
export { contact } from './contact.ts';
export { contacts } from './contacts.ts';
export { dormancy } from './dormancy.ts';
export { erasures } from './erasures.ts';
export { exports } from './exports.ts';
export { fields } from './fields.ts';
export { firstRun } from './first-run.ts';
export { flows } from './flows.ts';
export { groups } from './groups.ts';
export { help } from './help.ts';
export { history } from './history.ts';
export { home } from './home.ts';
export { imports } from './imports.ts';
export { jobs } from './jobs.ts';
export { link } from './link.ts';
export { phrases } from './phrases.ts';
export { policies } from './policies.ts';
export { policyForm } from './policy-form.ts';
export { query } from './query.ts';
export { session } from './session.ts';
export { settings } from './settings.ts';
export { folderHints, folders, shell } from './shell.ts';
export { storedPolicies } from './stored-policies.ts';
export { suppressions } from './suppressions.ts';
export { words } from './words.ts';

export const product = 'Dormouse';
/** Refusals are shown in the service's own English sentences. */
export const refusals: Partial<RefusalTexts> = {};

/** Every text of the console in French. */

export { audit } from './audit.ts';
export { connections } from './connections.ts';
export { contact } from './contact.ts';
export { dormancy } from './dormancy.ts';
export { erasures } from './erasures.ts';
export { exports } from './exports.ts';
export { fields } from './fields.ts';
export * from './first.ts';
export { firstRun } from './first-run.ts';
export { flows } from './flows.ts';
export { help } from './help.ts';
export { history } from './history.ts';
export { home } from './home.ts';
export { imports } from './imports.ts';
export { link } from './link.ts';
export { policies } from './policies.ts';
export { policyForm } from './policy-form.ts';
export { refusals } from './refusals.ts';
export { settings } from './settings.ts';
export { storedPolicies } from './stored-policies.ts';
export { suppressions } from './suppressions.ts';

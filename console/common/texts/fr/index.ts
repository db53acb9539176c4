export { default as messages } from '@cloudscape-design/components/i18n/messages/all.fr';
export * as first from './first.ts';

/** All texts. Those that are not of the first load come with the first screen that needs one. */
export const all = () => import('./texts.ts');

import type { FirstCatalogue, RestCatalogue } from '../catalogue.ts';
import first from './first.json' with { type: 'json' };

export { default as messages } from '@cloudscape-design/components/i18n/messages/all.fr';

/** The texts of the first load, and those that come with the first screen that needs one. */
export const catalogue = {
  first: first satisfies FirstCatalogue,
  rest: (): Promise<RestCatalogue> => import('./rest.json', { with: { type: 'json' } }).then((all) => all.default),
};

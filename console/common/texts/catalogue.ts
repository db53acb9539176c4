import type { QueryErrorCode } from '../../../shared/query/query.ts';
import type { First, Rest } from './messages.d.ts';
import type { RefusalTexts } from './refusals.ts';
import type { Text } from './texts-of.ts';

/** The texts of the first load. */
export type FirstTexts = Omit<First, 'query'> & { readonly query: QueryTexts };
/** The query language explains errors in English, so English has no texts for them. */
type QueryTexts = Omit<First['query'], 'errors'> & { readonly errors: Partial<Record<QueryErrorCode, Text>> };

/** Every text of the console. The service refuses in English, so English has no texts for refusals. */
export type Texts = FirstTexts & Omit<Rest, 'refusals'> & { readonly refusals: Partial<RefusalTexts> };

/** What the catalogue of a language has: each key of the English one. */
export type FirstCatalogue = typeof import('./en/first.json');
export type RestCatalogue = typeof import('./en/rest.json');
/** And of another language, for what the service says in English. */
export type TranslatedFirst = FirstCatalogue & { query: { errors: Record<QueryErrorCode, string> } };
export type TranslatedRest = RestCatalogue & { refusals: Record<keyof RefusalTexts, string> };

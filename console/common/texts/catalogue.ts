import type { QueryErrorCode } from '../../../shared/query/query.ts';
import type { First, Rest } from './messages.d.ts';
import type { RefusalTexts } from './refusals.ts';
import type { Text } from './texts-of.ts';

/** The texts of the first load. */
export type FirstTexts = First;

/** Every text of the console. Each language has its own sentence for each code of a refusal or of a search. */
export type Texts = First &
  Omit<Rest, 'refusals' | 'query'> & {
    readonly refusals: RefusalTexts;
    readonly query: Omit<Rest['query'], 'errors'> & { readonly errors: Readonly<Record<QueryErrorCode, Text>> };
  };

/** What the catalogue of a language has: each key of the English one, and a sentence for each code of the service. */
export type FirstCatalogue = typeof import('./en/first.json');
export type RestCatalogue = typeof import('./en/rest.json') & {
  refusals: Record<keyof RefusalTexts, string>;
  query: { errors: Record<QueryErrorCode, string> };
};

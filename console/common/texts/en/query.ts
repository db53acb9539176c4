import type { QueryError } from '../../../../shared/query/query.ts';

export const query = {
  placeholder: 'Name, number, or: not seen for 90 days',
  suggestions: 'Suggestions',
  understood: 'Understood as',
  didYouMean: (name: string) => `Did you mean ${name}?`,
  /** The query language explains errors in English. */
  errors: ({ hint }: QueryError): string => hint,
};

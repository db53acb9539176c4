import type { QueryError } from '../../../../shared/query/query.ts';

export const query = {
  placeholder: 'Name, number or query: last_seen_on < -90d',
  suggestions: 'Suggestions',
  understood: 'Understood as',
  /** The query language explains errors in English. */
  errors: ({ hint }: QueryError): string => hint,
};

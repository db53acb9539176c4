import type { QueryError } from '../../../../shared/query/query.ts';

export const query = {
  placeholder: 'Name, number or query: last_seen_on < -90d',
  suggestions: 'Suggestions',
  understood: 'Understood as',
  /** The language itself says it in English. */
  errors: ({ hint }: QueryError): string => hint,
};

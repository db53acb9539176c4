import type { QueryError } from '../../../../shared/query/query.ts';

export const query = {
  placeholder: 'Name, number, or: not seen for 90 days',
  suggestions: 'Suggestions',
  understood: 'Understood as',
  /** The query language explains errors in English. */
  errors: ({ hint }: QueryError): string => hint,
};

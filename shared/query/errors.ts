import { errorNamed } from './error-named.ts';
import { type QueryError, type QueryProblems, queryProblem } from './problems.ts';

/** Carries a `QueryError` out of the reader; `parseQuery` turns it into a value. */
export class QueryFailure extends errorNamed('QueryFailure') {
  readonly error: QueryError;

  constructor(error: QueryError) {
    super(error.message);
    this.error = error;
  }
}

/** The failure with a problem, by its name (`problems.ts`). */
export const queryFailure = <Name extends keyof QueryProblems>(
  name: Name,
  ...about: Parameters<QueryProblems[Name]>
): QueryFailure => new QueryFailure(queryProblem(name, ...about));

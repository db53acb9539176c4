/** Requests and their answers, as `test/endpoints/answers.test.ts` has played and written them. */

import type { Method } from '../../shared/lambda/http/endpoint.ts';
import EXAMPLES from '../../test/cases/openapi/examples.json' with { type: 'json' };

interface Example {
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  /** Null: it has no body. */
  readonly answer: unknown;
}

const PLAYED: Readonly<Record<string, Example>> = EXAMPLES;

/** Undefined for an endpoint that no test has played yet. */
export const exampleOf = (name: string, method: Method): Example | undefined => PLAYED[`${method} ${name}.json`];

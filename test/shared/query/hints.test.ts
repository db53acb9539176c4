import { expect, test } from 'vitest';
import { parseQuery } from '../../../shared/query/query.ts';
import { casesIn, changedEnv, type EnvChange, WORKSPACE } from './support.ts';

interface HintCase {
  readonly query: string;
  readonly env?: EnvChange;
  readonly start: number;
  readonly end: number;
  readonly hint: string;
}

test.each(casesIn<HintCase>('hints.json').map((each): [string, HintCase] => [each.query.slice(0, 40), each]))(
  '%s is explained',
  (_, { query, env, ...expected }) => {
    const result = parseQuery(query, changedEnv(WORKSPACE, env));
    expect(result).toMatchObject({ ok: false, error: expected });
  },
);

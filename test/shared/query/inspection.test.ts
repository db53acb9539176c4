import { expect, test } from 'vitest';
import { dependencies, type Inspection, inspect } from '../../../shared/query/query.ts';
import { casesIn, changedEnv, type EnvChange, parsed, WORKSPACE } from './support.ts';

interface InspectionCase {
  readonly query: string;
  readonly env?: EnvChange;
  readonly inspection: Inspection;
  readonly relativeDates: boolean;
}

test.each(casesIn<InspectionCase>('inspection.json'))('$query', ({ query, env, inspection, relativeDates }) => {
  const read = parsed(query, changedEnv(WORKSPACE, env));
  expect(inspect(read)).toEqual(inspection);
  const { attributes, schemes, fields, relativeDates: hasRelativeDates } = dependencies(read);
  expect([...attributes].sort()).toEqual(inspection.attributes);
  expect([...schemes].sort()).toEqual(inspection.schemes);
  expect([...fields]).toEqual(inspection.fields.map(({ key }) => key));
  expect(hasRelativeDates).toBe(relativeDates);
});

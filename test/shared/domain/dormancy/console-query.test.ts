import { expect, test } from 'vitest';
import { quietQuery } from '../../../../console/features/dormancy/quiet-query.ts';
import { queryContactOf, queryEnvOf } from '../../../../shared/domain/contacts/queryable.ts';
import { dormancyDeadline, isDormancyDue } from '../../../../shared/domain/dormancy/deadline.ts';
import { compile, parseQuery } from '../../../../shared/query/query.ts';
import { assets, at, contact, NOW } from '../jobs/samples.ts';

const env = queryEnvOf(assets(), NOW);

/** 90 days before 24 November are 26 August. */
const [EARLY, LATE] = [at('2026-08-25T23:59:59Z'), at('2026-08-26T00:00:00Z')];

test.each([
  ['seen before the deadline', { createdOn: EARLY, lastSeenOn: EARLY }, true],
  ['seen at the deadline', { createdOn: EARLY, lastSeenOn: LATE }, false],
  ['never seen and created before the deadline', { createdOn: EARLY, lastSeenOn: null }, true],
  ['never seen and created at the deadline', { createdOn: LATE, lastSeenOn: null }, false],
])('whom the console archives from the page of dormancy are those whom a sweep would flag: %s', (_, given, due) => {
  const read = parseQuery(quietQuery(90), env);
  if (!read.ok) throw new Error(read.error.hint);
  const one = contact(given);
  expect(compile(read.query, env).matches(queryContactOf(one))).toBe(due);
  expect(isDormancyDue(one, dormancyDeadline(NOW, 90, 'UTC'))).toBe(due);
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { quietQuery } from '../../../../console/features/dormancy/quiet-query.ts';
import { dormancyDeadline, isDormancyDue } from '../../../../shared/domain/contacts/dormancy-deadline.ts';
import { queryContactOf, queryEnvOf } from '../../../../shared/domain/contacts/queryable.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { compile, parseQuery } from '../../../../shared/query/query.ts';
import { assets, at, contact, NOW } from '../jobs/samples.ts';

/** 90 days before 24 November are 26 August, which begins at this time. */
const MIDNIGHTS = {
  UTC: '2026-08-26T00:00:00Z',
  'Africa/Kigali': '2026-08-25T22:00:00Z',
  'America/New_York': '2026-08-26T04:00:00Z',
  'Asia/Kathmandu': '2026-08-25T18:15:00Z',
};

test('the guide has the same search', () => {
  expect(readFileSync('docs/guides/clean-up.md', 'utf8')).toContain(`\n${quietQuery(120)}\n`);
});

describe.each(Object.entries(MIDNIGHTS))('in %s', (timezone, midnight) => {
  const env = queryEnvOf(assets({ timezone }), NOW);
  const LATE = at(midnight);
  const EARLY = instant(LATE - 1);

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
    expect(isDormancyDue(one, dormancyDeadline(NOW, 90, timezone))).toBe(due);
  });
});

/** The table `cells.json` in `test/cases/imports`: what one cell says, by the target of its column. */
import { describe, expect, it } from 'vitest';
import { readRow } from '../../../../shared/domain/imports/read-row.ts';
import { isWrong } from '../../../../shared/domain/imports/row.ts';
import { parseTarget } from '../../../../shared/domain/imports/target.ts';
import { formatInstant, instant } from '../../../../shared/domain/instant.ts';
import { isRefusal } from '../../../../shared/domain/refusals/refusal.ts';
import cases from '../../../cases/imports/cells.json' with { type: 'json' };

const UUID = 'aaaaaaaa-0000-4000-8000-000000000001';
const env = {
  settings: { country: 'RW', timezone: 'UTC', dateStyle: 'day_first' },
  now: instant(Date.parse('2026-11-26T00:00:00Z') * 1_000),
  allOptedOut: false,
  values: {},
} as const;

/** What a row of a contact with this cell says besides its uuid; or why it is refused, and the code of that. */
function said(target: string, cell: string): unknown {
  const parsed = parseTarget(target);
  if (isRefusal(parsed)) return expect.fail(parsed.code);
  const targets = new Map([['it', parsed], ['uuid', { to: 'uuid', about: '' }] as const]);
  const read = readRow(
    {
      line: 2,
      cells: [
        ['uuid', UUID],
        ['it', cell],
      ],
    },
    { ...env, targets },
  );
  if (isWrong(read)) return `${read.reason}: ${read.problem.code}`;
  const { uuid, optOut, seenOn, ...row } = { ...read, fields: { ...read.fields } };
  const parts = Object.entries(row).filter(([, value]) => Object.keys(value ?? 'null').length > 0);
  return { ...Object.fromEntries(parts), ...(seenOn !== undefined && { seenOn: formatInstant(seenOn) }) };
}

describe.each(cases)('In a column of $target', ({ target, cells }) => {
  it.each(Object.entries(cells))('%j is %j', (cell, expected) => expect(said(target, cell)).toEqual(expected));
});

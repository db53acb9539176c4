/** What a preview shows of a cell, as the API shows it. Cases are in test/cases/imports/examples.json. */
import { describe, expect, it } from 'vitest';
import { exampleOf } from '../../../../shared/domain/imports/example.ts';
import { readAlone } from '../../../../shared/domain/imports/read-row.ts';
import { parseTarget } from '../../../../shared/domain/imports/target.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { isRefusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { FieldType } from '../../../../shared/domain/workspace.ts';
import cases from '../../../cases/imports/examples.json' with { type: 'json' };

const settings = { country: 'RW', timezone: 'Africa/Kigali', dateStyle: 'day_first' } as const;
const now = instant(Date.parse('2026-11-28T10:00:00Z') * 1_000);

interface Case {
  readonly target: string;
  /** The type of the field. */
  readonly type?: string;
  /** By cell, what the preview shows; null: it refuses the row. */
  readonly cells: Readonly<Record<string, string | null>>;
}

function shown({ target: text, type }: Case, cell: string): string | null {
  const target = parseTarget(text);
  if (isRefusal(target)) return expect.fail(target.code);
  const env = { settings, now, allOptedOut: false, values: {} };
  const row = readAlone('it', cell, { ...env, targets: new Map([['it', target]]) });
  const typeOf = (field: string) => (field === target.about ? (type as FieldType) : expect.fail(field));
  return row && exampleOf(row, target, { settings, now, typeOf });
}

describe.each(cases as unknown as readonly Case[])('A column of $target $type', (each) => {
  it.each(Object.entries(each.cells))('shows %j as %j', (cell, example) => {
    expect(shown(each, cell)).toBe(example);
  });
});

/** English words of the console, which other languages must match; the compiler finds missing ones. */
import { expect, it } from 'vitest';
import { optionsIn } from '../../../../console/common/texts/options.ts';
import { CONTACT_DESCRIPTION } from '../../../../scripts/openapi/contact-description.ts';
import { ROW_REASONS, type RowReason } from '../../../../shared/domain/cells/record.ts';
import type { ExportFormat } from '../../../../shared/domain/exports/file.ts';
import type { Format } from '../../../../shared/domain/imports/plan.ts';
import { parseTarget } from '../../../../shared/domain/imports/target.ts';
import { isRefusal } from '../../../../shared/domain/refusals/refusal.ts';
import { textsIn } from '../../../support/languages.ts';

const { exports, imports } = textsIn('en');

it('The console has words for why a row is refused', () => {
  imports.refusals satisfies Readonly<Record<RowReason, string>>;
  imports.formats satisfies Readonly<Record<Format, string>>;
  expect(Object.keys(imports.refusals).sort()).toEqual([...ROW_REASONS].sort());
});

it('The console offers what the API describes, also what it has no words for yet', () => {
  const { columns, targets } = CONTACT_DESCRIPTION;
  expect(optionsIn({ ...columns, shoe_size: 'Shoe Size' }, exports.columnNames)).toEqual(
    expect.arrayContaining([
      { value: 'name', label: 'Name' },
      { value: 'shoe_size', label: 'Shoe Size' },
    ]),
  );
  expect(Object.keys(columns)).toEqual(expect.arrayContaining(Object.keys(exports.columnNames)));
  expect(optionsIn(targets, imports.targets).map(({ value }) => value)).toEqual(
    expect.arrayContaining(Object.keys(targets)),
  );
});

it.each(Object.keys(imports.targets))('The service takes the target %s', (target) => {
  expect(isRefusal(parseTarget(target))).toBe(false);
});

it('The console has words for every kind of an export', () => {
  expect(Object.keys(exports.formats satisfies Readonly<Record<ExportFormat, string>>)).not.toEqual([]);
});

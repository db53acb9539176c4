/** English words of the console; other languages have to fit the English ones. That none is missing, the compiler says. */
import { expect, it } from 'vitest';
import { exports } from '../../../../console/common/texts/en/exports.ts';
import { imports } from '../../../../console/common/texts/en/imports.ts';
import { type ColumnName, USUAL_COLUMNS } from '../../../../shared/domain/exports/columns.ts';
import type { ExportFormat } from '../../../../shared/domain/exports/file.ts';
import type { Format } from '../../../../shared/domain/imports/plan.ts';
import { ROW_REASONS, type RowReason } from '../../../../shared/domain/imports/record.ts';
import { type ColumnTarget, parseTarget } from '../../../../shared/domain/imports/target.ts';

/** Fields and groups have names of their own. */
type Simple = Exclude<ColumnTarget['to'], 'field' | 'group'>;

it('The console has words for all that a column becomes, and for why a row is refused', () => {
  imports.targets satisfies Readonly<Record<Simple, string>>;
  imports.refusals satisfies Readonly<Record<RowReason, string>>;
  imports.formats satisfies Readonly<Record<Format, string>>;
  expect(Object.keys(imports.refusals).sort()).toEqual([...ROW_REASONS].sort());
});

it.each(Object.keys(imports.targets))('The service takes the target %s', (target) => {
  expect(parseTarget(target)).not.toHaveProperty('problem');
});

it('The console has words for every column and kind of an export', () => {
  exports.columnNames satisfies Readonly<Record<ColumnName, string>>;
  exports.formats satisfies Readonly<Record<ExportFormat, string>>;
  expect(Object.keys(exports.columnNames)).toEqual(expect.arrayContaining([...USUAL_COLUMNS]));
});

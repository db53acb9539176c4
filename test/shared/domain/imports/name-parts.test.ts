/** A name of several columns is as it is spoken, whatever their order. */
import { expect, it } from 'vitest';
import { inNameOrder } from '../../../../shared/domain/imports/read-row.ts';
import cases from '../../../cases/imports/name-parts.json' with { type: 'json' };

type Cells = Parameters<typeof inNameOrder>[0];

it.each(cases as unknown as readonly (readonly [string, Cells, string])[])('%s', (_, cells, spoken) => {
  const named = inNameOrder([['Phone', '1'], ...cells, ['Town', 'Huye']], (column) => !/Phone|Town/.test(column));
  const others = named.filter(([column]) => /Phone|Town/.test(column));
  expect(others.map(([, text]) => text)).toEqual(['1', 'Huye']);
  const parts = named.filter((cell) => !others.includes(cell)).map(([, text]) => text);
  expect(parts.filter((part) => part.trim() !== '').join(' ')).toBe(spoken);
});

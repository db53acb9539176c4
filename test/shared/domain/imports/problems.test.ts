/** Problems of refused rows, grouped with what mends them; and the country that numbers of a file speak for. */
import { describe, expect, it } from 'vitest';
import { Countries } from '../../../../shared/domain/imports/countries.ts';
import { Problems } from '../../../../shared/domain/imports/problems.ts';
import cases from '../../../cases/imports/countries.json' with { type: 'json' };
import expected from '../../../cases/imports/problems.json' with { type: 'json' };

describe('The problems of an import', () => {
  const language = (cell: string) => ({ reason: 'invalid_language', column: 'Language', cell }) as const;

  it('are grouped by reason, column and what mends them, most rows first', () => {
    const problems = new Problems();
    problems.add({ reason: 'invalid_address', column: 'Phone', cell: '0788' }, { country: 'RW' });
    for (const cell of ['fr', 'en', 'fr']) problems.add(language(cell), { value: cell === 'fr' ? 'fra' : 'eng' });
    for (const cell of ['Martian', 'Martian', 'x'.repeat(101), 'Elvish']) problems.add(language(cell), null);
    problems.add({ reason: 'no_address' }, null);
    expect(problems.all).toEqual(expected);
  });

  it('are bounded, however many rows and cells there are', () => {
    const problems = new Problems();
    for (let n = 0; n < 300; n++) problems.add(language(`code ${n}`), { value: 'eng' });
    const [mended, rest] = problems.all;
    expect(mended).toMatchObject({ rows: 200, values: { length: 20 } });
    expect(Object.keys(mended?.mend && 'values' in mended.mend ? mended.mend.values : {})).toHaveLength(200);
    expect(rest).toMatchObject({ rows: 100, mend: null });
    for (let n = 0; n < 150; n++) problems.add({ reason: 'conflict', column: `column ${n}`, cell: 'x' }, null);
    expect(problems.all).toHaveLength(100);
  });
});

/** Zaire had the Congo's zones. Node's ICU knows `Asia/Kolkata` by its former name. */
const ZONES = Object.entries({ 'Asia/Kolkata': 'IN', 'Africa/Kinshasa': 'CD', 'Europe/Berlin': 'DE', UTC: null });

describe('The country of numbers', () => {
  const of = (...cells: readonly string[]) => {
    const countries = new Countries();
    for (const cell of cells) countries.add(cell);
    return countries;
  };
  const rwandan = ['+250788000001', 'tel:+250788000002', '00250788000003', '250788000004'];

  /** Without the last, whose code a reader may take for a part of the number. */
  const coded = rwandan.slice(0, 3);

  it('is that of four of five with a code, or else of the time zone', () => {
    expect(of(...rwandan).probable('Europe/Paris')).toBe('RW');
    expect(of(...rwandan, '+33612345678').probable('Europe/Paris')).toBe('RW');
    expect(of(...rwandan, '+33612345678', '+33612345679').probable('Europe/Paris')).toBeNull();
    expect(of('+250788000001').probable('UTC')).toBe('RW');
    expect(of('0788000001', 'Ann').probable('UTC')).toBeNull();
  });

  it.each(cases)('of $label is $country', ({ cells, timezone, country }) => {
    expect(of(...cells).probable(timezone)).toBe(country);
  });

  it('is that of the first 2,000 numbers', () => {
    const countries = of(...Array.from({ length: 2_000 }, (_, n) => `+250788${String(n).padStart(6, '0')}`));
    for (let n = 0; n < 2_000; n++) countries.add(`+336123${String(n).padStart(5, '0')}`);
    expect(countries.probable('UTC')).toBe('RW');
  });

  it.each(ZONES)('whose time zone is %s is %s', (timezone, country) => {
    expect(of().probable(timezone)).toBe(country);
  });

  it('is in doubt where numbers without a code are read as those of another', () => {
    expect(of(...coded, '0788000005').otherThan('FR')).toBe('RW');
    expect(of(...coded, '250788000006', '0788000005').otherThan('FR')).toBe('RW');
    expect(of(...coded, '250788000006').otherThan('FR')).toBeNull();
    expect(of(...coded, '0788000005').otherThan('RW')).toBeNull();
    expect(of(...coded, '0788000005').otherThan(null)).toBeNull();
    expect(of(...coded).otherThan('FR')).toBeNull();
    expect(of('+250788000001', '0788000005').otherThan('FR')).toBeNull();
  });
});

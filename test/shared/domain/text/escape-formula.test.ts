import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvBegin, csvRow } from '../../../../shared/domain/exports/csv.ts';
import { escapeFormula, FAULT, literal, unescapeFormula } from '../../../../shared/domain/text/escape-formula.ts';
import formulas from '../../../cases/exports/formulas.json' with { type: 'json' };
import { runs } from '../../../support/property/runs.ts';

describe('a cell of an export', () => {
  it.each(formulas)('%j gets an apostrophe, because a spreadsheet would run it or an import misread it', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`);
  });

  const plain = ['+250 788 123 456', '-12.5', '7', 'Ana', '#1', '#wow!', '#REF!s', 'a=b', ''];
  it.each([...plain, "O'Neil", "'quoted'", "it's 'b '", "' a' b"])('%j stays as it is', (text) => {
    expect(escapeFormula(text)).toBe(text);
  });

  it.each([' a', 'a ', "' a'", "'a '"])('%j is put in apostrophes, because outer spaces belong to it', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}'`);
  });

  it('is read by an import as what it was', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^['=+\-@# a1!A]{0,6}$/),
      fc.string({ unit: fc.constantFrom("'", '=', '#', 'A', '!', ' ', '\u00a0', '\n', '\u200f', '\ufeff', '1', '-') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(unescapeFormula(escapeFormula(text))).toBe(text);
        expect(escapeFormula(text)).not.toMatch(/^[=@\t\r\n＝＋－＠]/);
      }),
      { numRuns: runs(20_000) },
    );
  });

  it.each(["=1 '", "@a ''", "-b\n'", "'=1 '"])('%j keeps its last apostrophe', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}'`);
    expect(unescapeFormula(escapeFormula(text))).toBe(text);
  });

  it.each(["'", "' ", " '"])('of very many %j is read without trying each of them again', (part) => {
    const text = `'${part.repeat(200_000)}a`;
    expect(unescapeFormula(escapeFormula(text))).toBe(text);
  });

  it('of an import has no outer spaces, and no apostrophe that was not needed is taken from it', () => {
    expect([" '=1 ", '=1', " 'quoted' "].map(unescapeFormula)).toEqual(['=1', '=1', "'quoted'"]);
  });

  it('of JSON is escaped only where it would clear a value', () => {
    expect(['--', "'--", '=1', '-- a', 'a --'].map(literal)).toEqual(["'--", "''--", '=1', '-- a', 'a --']);
  });

  it('with the error of a formula has an unknown value', () => {
    expect(['#N/A', '#DIV/0!', '#SPILL!'].every((text) => FAULT.test(text))).toBe(true);
    expect(['#N/A!', 'a #N/A', '#1'].some((text) => FAULT.test(text))).toBe(false);
  });
});

describe('a line of a CSV', () => {
  it('quotes what a program would read otherwise', () => {
    expect(csvRow(['a b', 'a,b', 'a;b', 'a|b', 'a\tb', 'a\nb', 'a\rb', 'a"b', ' a', 'a '])).toBe(
      'a b,"a,b","a;b","a|b","a\tb","a\nb","a\rb","a""b"," a","a "\r\n',
    );
  });

  it('with one empty cell is a record', () => {
    expect(csvRow([''])).toBe('""\r\n');
    expect(csvRow(['', ''])).toBe(',\r\n');
  });

  it('begins, if it is the first, with the mark by which Excel knows UTF-8', () => {
    expect(csvBegin(['Name', 'Language'])).toBe('\ufeffName,Language\r\n');
  });
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusals } from '../../../console/texts/fr/refusals.ts';
import { codeOf, SENTENCES, wantsCodes, withCodes } from '../../../shared/lambda/codes.ts';

const ROOT = join(import.meta.dirname, '../../..');
const sources = globSync('{functions,shared}/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.endsWith('codes.ts'))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

/** The longest part of a sentence that never changes. */
const constantOf = (sentence: string): string =>
  sentence.split(/\{\w+\}/).toSorted((a, b) => b.length - a.length)[0] ?? '';

describe('Codes of refusals', () => {
  it('lie beside the sentences in the same shape, with what changes in them', () => {
    const body = {
      name: ['This field is required.'],
      api_rates: { v2: ['Ensure this value is greater than or equal to 1.'] },
      urns: { 0: ['No such thing'] },
    };
    expect(withCodes(body)).toEqual({
      ...body,
      codes: {
        name: [{ code: 'required', data: {} }],
        api_rates: { v2: [{ code: 'too_small', data: { least: '1' } }] },
        urns: { 0: [{ code: 'other', data: {} }] },
      },
    });
  });

  it('a query says what is wrong with it by its own code', () => {
    const body = { detail: 'syntax', code: 'syntax', start: 0, end: 1 };
    expect(withCodes(body)).toBe(body);
  });

  it('come when they are asked for', () => {
    expect(wantsCodes({ prefer: 'respond-async, Codes' })).toBe(true);
    expect(wantsCodes({})).toBe(false);
  });

  it.each(Object.entries(SENTENCES))('%s is a sentence of the service, and found by it', (code, sentence) => {
    expect(sources).toContain(constantOf(sentence).trim());
    expect(codeOf(sentence).code).toBe(code);
  });

  it('have a sentence in French each', () => {
    expect(Object.keys(refusals).sort()).toEqual(Object.keys(SENTENCES).sort());
  });
});

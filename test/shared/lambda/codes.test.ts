import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusals } from '../../../console/common/texts/fr/refusals.ts';
import { REFUSED_ACTIONS } from '../../../shared/domain/flows/actions/index.ts';
import { codeOf, wantsCodes, withCodes } from '../../../shared/lambda/codes.ts';
import { SENTENCES } from '../../../shared/lambda/sentences/index.ts';

const ROOT = join(import.meta.dirname, '../../..');
const sources = globSync('{functions,shared}/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.includes('lambda/sentences'))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

/** The longest part of a sentence that never changes; what stands behind the name of a file is said without it. */
const constantOf = (sentence: string): string =>
  sentence
    .split(/\{\w+\}/)
    .toSorted((a, b) => b.length - a.length)[0]
    ?.replace(/^: /, '')
    .trim() ?? '';

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
    expect(sources.includes(constantOf(sentence)), constantOf(sentence)).toBe(true);
    expect(codeOf(sentence).code).toBe(code);
  });

  it('of a file say of which', () => {
    expect(codeOf('people.csv: It is empty.')).toEqual({ code: 'file_empty', data: { file: 'people.csv' } });
    expect(codeOf('a.zip: b.csv: A quote is opened and never closed (line 7).')).toEqual({
      code: 'open_quote',
      data: { file: 'a.zip: b.csv', where: ' (line 7)' },
    });
  });

  it.each([...REFUSED_ACTIONS.values(), 'waits for a reply'])('say of what a flow cannot do here: %s', (why) => {
    expect(codeOf(why).code).not.toBe('other');
  });

  it('have a sentence in French each', () => {
    expect(Object.keys(refusals).sort()).toEqual(Object.keys(SENTENCES).sort());
  });
});

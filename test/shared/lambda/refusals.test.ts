/** How refusals become words. That each code has a sentence and its data, in every language, the compiler says. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalText } from '../../../console/common/texts/refusals.ts';
import type { Refusal } from '../../../shared/domain/refusals/refusal.ts';
import SENTENCES from '../../../shared/domain/refusals/sentences.json' with { type: 'json' };
import { isStrict, prefersCodes } from '../../../shared/lambda/http/preferences.ts';
import { hintsIn } from '../../../shared/lambda/http/refusal-words.ts';
import { codeOf, codesOf, sentenceOf, sentencesOf } from '../../../shared/lambda/http/refusals.ts';
import cases from '../../cases/lambda/refusals.json' with { type: 'json' };
import { SPOKEN, textsIn } from '../../support/languages.ts';

const ROOT = join(import.meta.dirname, '../../..');
const sources = globSync('{functions,shared}/**/*.ts', { cwd: ROOT })
  .filter((file) => !/domain\/refusals\/(?!refusal\.ts)/.test(file))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

const namesIn = (sentence: string): string[] => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

describe('A refusal', () => {
  const body = {
    name: [{ code: 'required' }],
    api_rates: { v2: [{ code: 'too_small', least: 1 }] },
    urns: { 0: [{ code: 'invalid_urn', urn: 'a@b' }] },
  } as const;

  it('is its sentence, in the shape of the body, and its code with the same data beside that', () => {
    expect(sentencesOf(body)).toEqual({
      name: ['This field is required.'],
      api_rates: { v2: ['Ensure this value is greater than or equal to 1.'] },
      urns: {
        0: ['Invalid URN: a@b. Ensure phone numbers contain country codes.'],
      },
    });
    expect(codesOf(body)).toEqual({
      name: [{ code: 'required', data: {} }],
      api_rates: { v2: [{ code: 'too_small', data: { least: '1' } }] },
      urns: {
        0: [{ code: 'invalid_urn', data: { urn: 'a@b' } }],
      },
    });
  });

  it('has what to do instead in a field of its own, in the same shape, and nothing where its sentences say it all', () => {
    expect(hintsIn(body)).toEqual({ urns: { 0: [{ code: 'urn_meant', urn: 'mailto:a@b' }] } });
    expect(hintsIn({ name: body.name })).toBeUndefined();
    expect(hintsIn({ detail: { code: 'param_not_urn', value: ' 250' } })).toEqual({
      detail: { code: 'urn_meant', urn: 'tel:+250' },
    });
  });

  it('may end in another, which is words in its data, with its own code and data beside them', () => {
    const refusal: Refusal = { code: 'no_group_name', name: ' a', why: { code: 'name_ends' } };
    expect(sentenceOf(refusal)).toBe('" a" cannot be the name of a group: Cannot begin or end with whitespace.');
    expect(codeOf(refusal)).toEqual({
      code: 'no_group_name',
      data: { name: ' a', why: 'Cannot begin or end with whitespace.', why_code: 'name_ends' },
    });
    const stage: Refusal = { code: 'stage_wrong', number: 2, why: { code: 'stage_after_long', most: 60 } };
    expect(codeOf(stage).data).toMatchObject({ number: '2', why_code: 'stage_after_long', why_most: '60' });
  });

  it.each([
    ['en', /^Step 2: At most 60 days/],
    ['fr', /^Étape 2 : Au plus 60 jours/],
    ['es', /^Paso 2: .*60/],
  ])('within another is in the language of the whole: %s', (language, words) => {
    const refusals = textsIn(language).refusals;
    const { code, data } = codeOf({ code: 'stage_wrong', number: 2, why: { code: 'stage_after_long', most: 60 } });
    expect(refusalText(refusals, { code, data })).toMatch(words);
    // One that the catalogue does not know stays as the service says it.
    const newer = { ...data, why: 'Something new.', why_code: 'of_a_later_release' };
    expect(refusalText(refusals, { code, data: newer })).toContain('Something new.');
  });

  it('keeps the braces that its data have', () => {
    expect(sentenceOf({ code: 'no_choice', value: '{value} {most}' })).toBe('"{value} {most}" is not a valid choice.');
  });

  it('with its place in a flow has a code for why alone', () => {
    const problems = [{ node: 'a', action: null, type: 'send_msg', keepable: true, why: { code: 'flow_message' } }];
    expect(sentencesOf({ problems })).toEqual({ problems: [{ ...problems[0], why: 'sends a message' }] });
    expect(codesOf({ problems })).toEqual({ problems: [{ why: { code: 'flow_message', data: {} } }] });
  });
});

describe('A preference (RFC 7240)', () => {
  it.each(cases.codes)('for codes is read from %s', (prefer) => expect(prefersCodes({ prefer })).toBe(true));

  it.each([undefined, '', 'nocodes', 'codes=off', 'note="a, codes"', 'wait=10; codes', 'codes=no, codes', '"codes'])(
    'for codes is not read from %s',
    (prefer) => expect(prefersCodes({ prefer })).toBe(false),
  );

  it.each(cases.strictness)('for strictness is read from %s', (prefer) => expect(isStrict({ prefer })).toBe(true));

  it.each(['handling', 'handling=lenient, handling=strict', 'handling=strictly', 'x="handling=strict"'])(
    'for strictness is not read from %s',
    (prefer) => expect(isStrict({ prefer })).toBe(false),
  );
});

describe('The table of sentences', () => {
  it.each(Object.keys(SENTENCES))('%s is the code of something that is refused', (code) => {
    expect(sources.includes(`'${code}'`)).toBe(true);
  });

  it('has each sentence once', () => {
    expect(new Set(Object.values(SENTENCES)).size).toBe(Object.keys(SENTENCES).length);
  });

  describe.each(SPOKEN)('in %s', (_, { refusals }) => {
    it('has a sentence of the console for each code', () => {
      expect(Object.keys(SENTENCES).filter((code) => !(code in refusals))).toEqual([]);
    });

    it('shows no id in a sentence', () => {
      const reference = '3b1a0f4e-2c1d-4a5b-8c7d-0123456789ab';
      expect(refusalText(refusals, { code: 'no_such_object', data: { reference } })).not.toContain(reference);
    });

    it.each(Object.entries(refusals).filter(([code]) => code in SENTENCES))(
      '%s has no data that it does not have',
      (code, text) => {
        const names = namesIn(SENTENCES[code as keyof typeof SENTENCES]);
        if (typeof text === 'string') expect(names).toEqual(expect.arrayContaining(namesIn(text)));
        const data = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
        expect(refusalText(refusals, { code: code as keyof typeof SENTENCES, data })).not.toMatch(/undefined|\{/);
      },
    );
  });
});

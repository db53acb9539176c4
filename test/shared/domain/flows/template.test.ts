import { describe, expect, it } from 'vitest';
import type { RunStep } from '../../../../shared/domain/flows/flow.ts';
import { templateScopeOf } from '../../../../shared/domain/flows/template/context.ts';
import { evaluateTemplate, readTemplate, renderTemplate } from '../../../../shared/domain/flows/template/template.ts';
import { sentenceOf } from '../../../../shared/lambda/http/refusals.ts';
import tables from '../../../cases/domain/flows/template.json' with { type: 'json' };
import documentation from '../../../cases/flows/documentation.json' with { type: 'json' };
import expressions from '../../../cases/flows/expressions.json' with { type: 'json' };
import refused from '../../../cases/flows/refused-expressions.json' with { type: 'json' };
import { at } from '../contacts/world.ts';
import { ann, step } from './step.ts';

type Expected = string | { readonly error: string };
/** Chapters of templates, each with the text it gives or the error it ends in. */
type Cases = readonly [string, (readonly [string, Expected])[]][];

/** Ann in the place and at the moment of TextIt's documentation. */
const documented: RunStep = {
  ...step,
  now: at('2018-04-11T18:24:30.123456Z'),
  assets: { ...step.assets, settings: { ...step.assets.settings, timezone: 'America/Guayaquil' } },
};

describe.each([
  ['', expressions, step],
  ['documentation: ', documentation, documented],
] as const)('%s', (_, cases, where) => {
  describe.each(Object.entries(cases) as unknown as Cases)('%s', (_chapter, templates) => {
    it.each(templates)('%s', (template, expected) => {
      const read = readTemplate(template);
      expect(read.problems).toEqual([]);
      const { text, errors } = renderTemplate(read.template, templateScopeOf(where));
      if (typeof expected === 'string') expect({ text, errors }).toEqual({ text: expected, errors: [] });
      else expect(errors).toEqual([{ expression: template, text: expected.error }]);
    });
  });
});

describe('a template', () => {
  it('leaves out what fails and goes on', () => {
    const { template } = readTemplate('a @(1 / 0) b @contact.name');
    expect(renderTemplate(template, templateScopeOf(step))).toEqual({
      text: 'a  b Ann Lee',
      errors: [{ expression: '@(1 / 0)', text: 'division by zero' }],
    });
  });

  it.each(tables.broken as unknown as [string, string, readonly string[]][])(
    '%s gives what can be read of it, and names what fails',
    (source, text, failed) => {
      const rendered = renderTemplate(readTemplate(source).template, templateScopeOf(step));
      expect({ text: rendered.text, failed: rendered.errors.map(({ expression }) => expression) }).toEqual({
        text,
        failed,
      });
    },
  );

  const nested = (depth: number, wrap: (inner: string) => string): string =>
    Array.from({ length: depth }).reduce<string>(wrap, 'array("xx")');

  it.each([
    ['texts', nested(30, (inner) => `foreach(${inner}, (x) => x & x)`), 'result is too large'],
    ['arrays', nested(30, (inner) => `foreach(${inner}, (x) => array(x, x))`), 'result is too large'],
    ['objects', nested(30, (inner) => `foreach(${inner}, (x) => object("a", x, "b", x))`), 'result is too large'],
    ['separators', 'join(array(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), repeat("-", 9999))', 'result is too large'],
  ])('that multiplies %s ends with an error, at once', (_, expression, text) => {
    const read = readTemplate(`@(${expression})`);
    const { errors } = renderTemplate(read.template, templateScopeOf(step));
    expect(errors.map((error) => error.text)).toEqual([expect.stringContaining(text)]);
  });

  it('gives at most 10,000 characters', () => {
    const { template } = readTemplate('@(repeat("x", 9000))@(repeat("y", 9000))');
    const { text } = renderTemplate(template, templateScopeOf(step));
    expect(text).toHaveLength(10_000);
    expect(text.endsWith('yyy...')).toBe(true);
  });

  it('of one expression gives its value; with text around it, it gives text', () => {
    const value = (source: string) => evaluateTemplate(readTemplate(source).template, templateScopeOf(step)).value;
    expect(value('@contact.groups')).toMatchObject({ kind: 'array' });
    expect(value(' @contact.urns')).toBe(' [tel:+250788383383, mailto:ann@example.com]');
    expect(value('@(1 / 0)')).toEqual({ kind: 'error', text: 'division by zero' });
  });

  it.each([
    ...(refused as [string, string | null][]),
    [`@(${'('.repeat(101)}1${')'.repeat(101)})`, 'nested deeper than 100 levels'],
    [`@(${'-'.repeat(101)}1)`, 'nested deeper than 100 levels'],
    [`@(1${'+1'.repeat(1_001)})`, 'longer than 1000 operators and look-ups'],
  ])('%s is refused before it runs', (source, why) => {
    const { problems } = readTemplate(source);
    expect(problems.map(sentenceOf)).toEqual(why === null ? [] : [`expression ${source}: ${why}`]);
  });

  it('shows no URN in a workspace that hides them', () => {
    const { assets } = step;
    const hidden = {
      ...step,
      contact: { ...ann, name: null },
      assets: { ...assets, settings: { ...assets.settings, anon: true } },
    };
    const render = (source: string) => renderTemplate(readTemplate(source).template, templateScopeOf(hidden)).text;
    expect(render('@contact.urn @urns.mailto')).toBe('tel:******** mailto:********');
    expect(render('@contact')).toBe(render('@contact.id'));
  });

  it.each(tables.dates as unknown as [readonly string[], string | null, string][])(
    'writes names of days and months in a workspace of %j for a contact who speaks %j',
    (languages, language, text) => {
      const { assets } = step;
      const speaking = {
        ...step,
        contact: { ...ann, language },
        assets: { ...assets, settings: { ...assets.settings, languages } },
      };
      const { template } = readTemplate('@(format_date(now(), "EEEE D MMMM, EEE MMM"))');
      expect(renderTemplate(template, templateScopeOf(speaking)).text).toBe(text);
    },
  );

  it('prints a contact without a name as its first URN', () => {
    const nameless = { ...step, contact: { ...ann, name: null } };
    expect(renderTemplate(readTemplate('@contact').template, templateScopeOf(nameless)).text).toBe('0788 383 383');
  });
});

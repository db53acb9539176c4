import { describe, expect, test } from 'vitest';
import { parseQuery, printQuery, type QueryError } from '../../../shared/query/query.ts';
import { casesIn, changedEnv, type EnvChange, parsed, WORKSPACE } from './support.ts';

interface ParsingCase {
  readonly row?: number;
  readonly query: string;
  readonly env?: EnvChange;
  readonly normal?: string;
  readonly error?: Partial<QueryError>;
}

const title = ({ row, query, env }: ParsingCase): string =>
  `${row ? `${row}: ` : ''}${query.slice(0, 60)} ${env ? JSON.stringify(env) : ''}`;

describe.each(['textit-parsing.json', 'parsing.json', 'errors.json'])('%s', (file) => {
  test.each(casesIn<ParsingCase>(file).map((each): [string, ParsingCase] => [title(each), each]))('%s', (_, each) => {
    const result = parseQuery(each.query, changedEnv(WORKSPACE, each.env));
    if (each.error) expect(result).toMatchObject({ ok: false, error: each.error });
    else expect(result.ok ? printQuery(result.query) : result.error).toBe(each.normal);
  });
});

test('the normal form parses to the same normal form', () => {
  const cases = ['textit-parsing.json', 'parsing.json'].flatMap((file) => casesIn<ParsingCase>(file));
  for (const { normal, env } of cases) {
    if (normal === undefined || normal.length > 10_000) continue;
    expect(printQuery(parsed(normal, changedEnv(WORKSPACE, env)))).toBe(normal);
  }
});

test('a condition has its own position and that of its value', () => {
  expect(parsed('  will or  age  >= "18"').root).toMatchObject({
    children: [
      { span: { start: 2, end: 6 }, valueSpan: { start: 2, end: 6 } },
      { span: { start: 11, end: 23 }, valueSpan: { start: 19, end: 23 } },
    ],
  });
});

test('a field has its name and type, a group its uuid', () => {
  expect(parsed('age = 18 and group = u-reporters').root).toMatchObject({
    children: [
      { property: { type: 'field', key: 'age', name: 'Age', valueType: 'number' }, asset: null },
      { property: { type: 'attribute', key: 'group' }, asset: { uuid: 'id-of-U-Reporters', name: 'U-Reporters' } },
    ],
  });
});

test('an error that is not in the query is rethrown', () => {
  const broken = changedEnv({
    ...WORKSPACE,
    parsePhone: () => {
      throw new Error('out of order');
    },
  });
  expect(() => parseQuery('12345', broken)).toThrow('out of order');
});

test('without a list of languages, any three letters are a language', () => {
  const { isLanguage: _isLanguage, ...env } = WORKSPACE;
  expect(printQuery(parsed('language = Xyz', env))).toBe('language = "Xyz"');
  for (const text of ['language = engl', 'language = 1eng', 'language = en']) {
    expect(parseQuery(text, env)).toMatchObject({ ok: false, error: { code: 'invalid_language' } });
  }
});

test('only the attributes group, flow and history name a group or flow', () => {
  for (const text of ['urns.group = U-Reporters', 'name = U-Reporters', 'group = ""', 'flow = ""']) {
    expect(parsed(text).root).toMatchObject({ asset: null });
  }
  expect(parsed('history = registration').root).toMatchObject({ asset: { name: 'Registration' } });
});

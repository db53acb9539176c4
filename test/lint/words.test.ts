/** What lint cannot say of words: how long a line of a comment is, and that an exported name has one meaning. */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const COMMENT = /^\s*(?:\/\*|\*|\/\/)/;
const LONGEST = 120;

it('no line of a comment is longer than 120 characters', () => {
  const files = globSync('{bench,console,functions,infra,scripts,shared,test}/**/*.{ts,tsx}', {
    exclude: ['**/*.d.ts'],
  });
  const long = files.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.flatMap((line, index) =>
      line.length > LONGEST && COMMENT.test(line) ? [`${file}:${index + 1} (${line.length})`] : [],
    );
  });
  expect(long).toEqual([]);
});

/** Names that every function has, or every parser of a body: they are read with the name of their folder. */
const ONE_A_FOLDER = ['answers', 'body', 'endpoints', 'handler'];

const EXPORTED = /^export (?:async )?(?:(?:const|function\*?|interface|type|class) (\w+)|const \{([^}]+)\})/gm;

/** The names that a file declares and exports; what it passes on of another file is not among them. */
function exportedBy(file: string): readonly string[] {
  const found = [...readFileSync(file, 'utf8').matchAll(EXPORTED)].map(([, name, parts = '']) => name ?? parts);
  const names = found.flatMap((name) => name.replaceAll(/\w+: /g, '').split(/[\s,]+/));
  return [...new Set(names.filter(Boolean))];
}

it('no exported name of shared and functions has two meanings; the second one needs a first name', () => {
  const files = new Map<string, string[]>();
  for (const file of globSync('{shared,functions}/**/*.ts'))
    for (const name of exportedBy(file)) files.set(name, [...(files.get(name) ?? []), file]);
  expect(files.size).toBeGreaterThan(2_000);
  const twice = [...files].filter(([name, where]) => where.length > 1 && !ONE_A_FOLDER.includes(name));
  expect(Object.fromEntries(twice)).toEqual({});
});

it('every exported name of shared and functions stands in another file, too', () => {
  const within = new Map<string, Set<string>>();
  for (const file of globSync('{bench,console,functions,infra,scripts,shared,test}/**/*.{ts,tsx}'))
    for (const [word] of readFileSync(file, 'utf8').matchAll(/\w+/g))
      within.set(word, (within.get(word) ?? new Set()).add(file));
  const files = globSync('{shared,functions}/**/*.ts', { exclude: ['**/*.schema.ts'] });
  const alone = files.flatMap((file) =>
    exportedBy(file).filter((name) => name !== 'handler' && (within.get(name)?.size ?? 0) < 2),
  );
  expect(alone).toEqual([]);
});

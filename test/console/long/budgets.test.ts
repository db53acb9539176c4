import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtConsole } from '../../../infra/local/console/build.ts';
import { FOLDERS } from '../../support/languages.ts';
import { neededBy, packed } from '../support/chunks.ts';

const dist = await builtConsole();
const LIST = 'features/contacts/screen.tsx';
const inLanguage = (language: string) => `common/texts/${language}/index.ts`;

describe('What a browser loads', () => {
  it.each(FOLDERS)(
    'before a list of contacts is there, in %s, is 220 kB of script and 75 kB of style at most',
    (language) => {
      const { scripts, styles } = neededBy(dist, [inLanguage(language), LIST]);
      expect(packed(dist, scripts)).toBeLessThan(220_000);
      expect(packed(dist, styles)).toBeLessThan(75_000);
    },
  );

  it('before any other screen is there is 310 kB of script at most', () => {
    const screens = globSync('features/*/*screen.tsx', { cwd: 'console' });
    expect(screens.length).toBeGreaterThan(15);
    const texts = [inLanguage('fr'), 'common/texts/fr/rest.json'];
    const sizes = screens.map((screen) => [screen, packed(dist, neededBy(dist, [...texts, screen]).scripts)] as const);
    expect(sizes.filter(([, size]) => size > 310_000)).toEqual([]);
  });

  const first = neededBy(dist, [inLanguage('en'), LIST]);
  const later = globSync('assets/*.{js,css}', { cwd: dist }).filter(
    (file) => !first.scripts.includes(file) && !first.styles.includes(file),
  );
  it.each(later)('%s, later, is 60 kB at most', (file) => {
    expect(packed(dist, [file])).toBeLessThan(60_000);
  });

  it('has every colour that our own styles take of Cloudscape: a hash that does not fit falls back to light without a word', () => {
    const textOf = (files: readonly string[]) => files.map((file) => readFileSync(join(dist, file), 'utf8')).join('\n');
    const [scripts, styles] = [textOf(first.scripts), textOf(first.styles)];
    const names = [...scripts.matchAll(/[`"]var\((--color-[\w-]+-[a-z0-9]{6})/g)].map(([, name]) => String(name));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !styles.includes(`${name}:`))).toEqual([]);
  });
});

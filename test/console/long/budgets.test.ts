import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtConsole } from '../../../infra/local/console/build.ts';
import { FOLDERS } from '../../support/languages.ts';
import { neededBy, packed } from '../support/chunks.ts';

const dist = await builtConsole();
const inLanguage = (language: string) => `common/texts/${language}/index.ts`;
/** What the page, its icon and the data of a list take, besides scripts and styles. */
const OTHER_REQUESTS = 10;
/** Screens whose scripts have a file by a rule of `vite.config.ts`. */
const RULES: Readonly<Record<string, string>> = {
  'features/home/screen.tsx': 'home',
  'features/contacts/screen.tsx': 'list',
};

describe('What a browser loads', () => {
  it.each(FOLDERS)(
    'before a list of contacts is there, in %s, is 195 kB of script and 50 kB of style at most',
    (language) => {
      const { scripts, styles } = neededBy(dist, [inLanguage(language), 'list']);
      expect(packed(dist, scripts)).toBeLessThan(195_000);
      expect(packed(dist, styles)).toBeLessThan(50_000);
    },
  );

  it('with a list of contacts, its search and the bell is 211 kB of script by 19 requests at most', () => {
    const { scripts, styles } = neededBy(dist, [inLanguage('fr'), 'list', 'tools', 'jobs']);
    expect(packed(dist, scripts)).toBeLessThan(211_000);
    expect(scripts.length + styles.length + OTHER_REQUESTS).toBeLessThanOrEqual(19);
  });

  it('before any other screen is there is 300 kB of script and 26 files at most', () => {
    const screens = globSync('features/*/*screen.tsx', { cwd: 'console' }).map((screen) => RULES[screen] ?? screen);
    expect(screens.length).toBeGreaterThan(15);
    const texts = [inLanguage('fr'), 'common/texts/fr/rest.json'];
    const found = screens.map((screen) => ({ screen, ...neededBy(dist, [...texts, screen]) }));
    const tooMuch = found.filter(
      ({ scripts, styles }) => packed(dist, scripts) > 300_000 || scripts.length + styles.length > 26,
    );
    expect(tooMuch.map(({ screen }) => screen)).toEqual([]);
  });

  const first = neededBy(dist, [inLanguage('en'), 'list']);
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

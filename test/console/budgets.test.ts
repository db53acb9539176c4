import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtConsole } from '../../infra/local/console/build.ts';

const directory = await builtConsole();

/** Bytes as brotli 11 sends them, which the build has written beside each file. */
const packed = (file: string): number => statSync(join(directory, `${file}.br`), { throwIfNoEntry: false })?.size ?? 0;

const page = readFileSync(join(directory, 'index.html'), 'utf8');
const first = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => String(file));
const later = globSync('assets/*.{js,css}', { cwd: directory }).filter((file) => !first.includes(file));
const sum = (files: readonly string[]): number => files.reduce((bytes, file) => bytes + packed(file), 0);

describe('What a browser loads', () => {
  it('is at first 310 kB of script and 75 kB of style at most', () => {
    expect(sum(first.filter((file) => file.endsWith('.js')))).toBeLessThan(310_000);
    expect(sum(first.filter((file) => file.endsWith('.css')))).toBeLessThan(75_000);
  });

  it.each(later)('%s, later, is 60 kB at most', (file) => {
    expect(packed(file)).toBeLessThan(60_000);
  });

  it('has every colour that our own styles take of Cloudscape: a hash that does not fit falls back to light without a word', () => {
    const scripts = first
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(directory, file), 'utf8'));
    const styles = first
      .filter((file) => file.endsWith('.css'))
      .map((file) => readFileSync(join(directory, file), 'utf8'))
      .join('');
    const names = scripts.flatMap((text) =>
      [
        ...text.matchAll(/`var\((--color-[\w-]+-[a-z0-9]{6})/g),
        ...text.matchAll(/"var\((--color-[\w-]+-[a-z0-9]{6})/g),
      ].map(([, name]) => String(name)),
    );
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !styles.includes(`${name}:`))).toEqual([]);
  });
});

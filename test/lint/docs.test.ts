/**
 * What the Markdown pages must hold: `npm run docs` checks links; this also checks anchors, and pages outside the site.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decisionsBySubject } from '../../docs/.vitepress/decisions.ts';
import { slug } from '../../docs/.vitepress/slug.ts';

const GENERATED = ['node_modules', '.dormouse', 'coverage', 'reports', 'cdk.out', 'dist'];
const pages = globSync('**/*.md', { exclude: (name) => GENERATED.includes(name) }).sort();
const read = (page: string): string => readFileSync(page, 'utf8');
const withoutCode = (page: string): string => read(page).replace(/^ *```[\s\S]*?^ *```/gm, '');

/** The pages in which something is found, with what was found. */
const pagesWith = (find: (page: string) => readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries(pages.map((page) => [page, find(page)] as const).filter(([, found]) => found.length > 0));

const groupsOf = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(({ groups }) => groups?.['found'] ?? '');

const anchors = (page: string): string[] => groupsOf(withoutCode(page), /^#+ (?<found>.+)$/gm).map(slug);

const leadsNowhere = (page: string, link: string): boolean => {
  const [path = '', anchor] = link.split('#');
  const file = path ? normalize(join(dirname(page), path)) : page;
  return !existsSync(file) || (anchor !== undefined && !anchors(file).includes(anchor));
};

it('has no link to a file or heading that does not exist', () => {
  const links = (page: string): string[] =>
    groupsOf(withoutCode(page).replace(/`[^`\n]*`/g, ''), /\]\((?<found>[^)\s]+)\)/g);
  expect(pagesWith((page) => links(page).filter((link) => !/^[a-z]+:/.test(link) && leadsNowhere(page, link)))).toEqual(
    {},
  );
});

it('names no source file that does not exist', () => {
  const path = /`(?<found>(?:bench|console|docs|functions|infra|scripts|shared|test)\/[\w./-]+\.(?:js|json|md|tsx?))`/g;
  expect(pagesWith((page) => groupsOf(withoutCode(page), path).filter((file) => !existsSync(file)))).toEqual({});
});

it('has lines of text of at most 120 characters', () => {
  const isText = (line: string): boolean => !/^\s*\||^ {4}|^#|^- \[[^\]]+\]\([^)]+\)/.test(line);
  const longLines = (page: string): string[] =>
    page === 'bench/RESULTS.md'
      ? []
      : withoutCode(page)
          .split('\n')
          .filter((line) => line.length > 120 && isText(line));
  expect(pagesWith(longLines)).toEqual({});
});

it('has a README of at most 80 lines and 5 KB', () => {
  expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(80);
  expect(Buffer.byteLength(read('README.md'))).toBeLessThanOrEqual(5_000);
});

it('quotes only errors that the service says', () => {
  const sources = globSync(['shared/domain/refusals/*.json', 'infra/local/*.ts'])
    .map(read)
    .join('')
    .replaceAll('\\"', '"');
  const quoted = groupsOf(read('docs/troubleshooting.md'), /^\| `(?<found>[^`]+)` \|/gm);
  expect(quoted.length).toBeGreaterThan(10);
  expect(quoted.filter((words) => !sources.includes(words))).toEqual([]);
});

it('says nothing twice in the changelog', () => {
  const entries = groupsOf(read('CHANGELOG.md'), /^- (?<found>.+)$/gm);
  expect(entries.filter((entry, index) => entries.indexOf(entry) !== index)).toEqual([]);
});

describe('the index of decisions', () => {
  const listed = [...decisionsBySubject().values()].flat();

  it('has each decision once, under a subject', () => {
    expect(listed.map(({ file }) => file).sort()).toEqual(globSync('[0-9]*.md', { cwd: 'docs/adr' }).sort());
  });

  it('names each decision by its title', () => {
    expect(listed.map(({ title }) => `# ${title}`)).toEqual(
      listed.map(({ file }) => read(`docs/adr/${file}`).split('\n')[0]),
    );
  });
});

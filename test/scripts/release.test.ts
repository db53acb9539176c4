/** A release is of a commit, says what is new in it, and is rehearsed without leaving anything but its files. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const COMMAND = resolve('scripts/release.ts');
const CHANGELOG = '# Changelog\n\n## Unreleased\n\n### Added\n\n- A dormouse.\n\n## 0.7.0 (2026-11-26)\n\n- A nest.\n';
const [NAME, VERSION] = ['dormouse', '0.7.0'];

let folder: string;
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
const release = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, said: stdout + stderr };
};
const made = (name: string) => readFileSync(join(folder, 'dist/release', name), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-test-'));
  const packages = { '': { name: NAME, version: VERSION } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: NAME, version: VERSION }));
  const lock = { name: NAME, version: VERSION, lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  writeFileSync(join(folder, 'CHANGELOG.md'), CHANGELOG);
  for (const client of ['typescript', 'python']) mkdirSync(join(folder, 'clients', client), { recursive: true });
  writeFileSync(join(folder, 'clients/typescript/package.json'), JSON.stringify({ name: 'client', version: VERSION }));
  writeFileSync(join(folder, 'clients/python/pyproject.toml'), `[project]\nversion = "${VERSION}"\n`);
  writeFileSync(join(folder, '.gitignore'), 'dist/\n');
  git('init', '--quiet');
  for (const [key, value] of Object.entries({ 'user.name': 'A', 'user.email': 'a@example.org' }))
    git('config', key, value);
  git('add', '.');
  git('commit', '--quiet', '--message', 'All');
});

afterEach(() => rmSync(folder, { recursive: true }));

it('is rehearsed: notes, source, bill of materials and checksums are made, and nothing else is changed', () => {
  const before = git('rev-parse', 'HEAD');
  expect(release('1.0.0', '--dry')).toMatchObject({ status: 0, said: expect.stringContaining('Nothing was released') });
  expect(made('notes.md')).toBe('### Added\n\n- A dormouse.\n');
  expect(readdirSync(join(folder, 'dist/release'))).toContain('dormouse-1.0.0.tar.gz');
  expect(JSON.parse(made('sbom.cdx.json'))).toMatchObject({ bomFormat: 'CycloneDX' });
  execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: join(folder, 'dist/release') });
  expect([git('rev-parse', 'HEAD'), git('tag'), git('status', '--porcelain')]).toEqual([before, '', '']);
});

it('is a commit with a tag, and its files can be made again from the tag', () => {
  expect(release('1.0.0').status).toBe(0);
  expect(git('tag')).toBe('v1.0.0\n');
  expect(git('show', 'v1.0.0:CHANGELOG.md')).toMatch(/## Unreleased\n\n## 1\.0\.0 \(\d{4}-\d\d-\d\d\)\n\n### Added/);
  expect(git('show', 'v1.0.0:clients/python/pyproject.toml')).toContain('version = "1.0.0"');
  expect(JSON.parse(git('show', 'v1.0.0:clients/typescript/package.json'))).toMatchObject({ version: '1.0.0' });
  const sums = made('SHA256SUMS').split('\n');
  expect(release('--files').status).toBe(0);
  expect(
    made('SHA256SUMS')
      .split('\n')
      .filter((line) => line.includes('notes')),
  ).toEqual(sums.filter((line) => line.includes('notes')));
  expect(release('1.0.1')).toMatchObject({ status: 1, said: expect.stringContaining('nothing under "Unreleased"') });
});

it.each([
  [['0.7.0'], 'later than 0.7.0'],
  [['0.6.9'], 'later than 0.7.0'],
  [['1.0'], 'three numbers'],
  [['--files', '--fast'], "Unknown option '--fast'"],
  [[], 'Give the version'],
])('%j is refused with what to do', (args, said) => {
  expect(release(...args)).toMatchObject({ status: 1, said: expect.stringContaining(said) });
});

it('is not made of what is not committed', () => {
  writeFileSync(join(folder, 'new'), '');
  expect(release('1.0.0')).toMatchObject({ status: 1, said: expect.stringContaining('Commit first') });
});

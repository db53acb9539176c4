/** `npm run release -- --help` says what it does. */
import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCommand } from './command-line.ts';

/** What a release does to the changelog, in the form of Keep a Changelog. */

const UNRELEASED = '## Unreleased';

/**
 * The changelog with what is unreleased as a version's part. Throws when that is empty.
 *
 * @param day - the day of the release, as 2027-01-31
 */
function cutChangelog(changelog: string, version: string, day: string): string {
  if (notesOf(changelog, 'Unreleased') === '')
    throw new Error('CHANGELOG.md has nothing under "Unreleased": a release says what is new in it.');
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## ${version} (${day})`);
}

/** What the changelog says of a version, without its heading; empty when it says nothing. */
function notesOf(changelog: string, version: string): string {
  const parts = changelog.split(/^## /m);
  const part = parts.find((one) => one.startsWith(`${version}\n`) || one.startsWith(`${version} (`)) ?? '';
  return part.slice(part.indexOf('\n')).trim();
}

const HELP = `npm run release -- <version> [--dry]
  Makes a release of the last commit: the version in package.json, its part of CHANGELOG.md, a commit, a tag, and the files of
  dist/release: notes, source, a bill of materials (CycloneDX), checksums. Nothing leaves this computer; the last line says what to push.
  GitHub then publishes the files of the tag, with their provenance (.github/workflows/release.yml).

npm run release -- --files
  Makes dist/release of the version that is checked out, with the package that npm run package has built.

  --dry     does all of it in a copy, and removes the copy: only dist/release stays
  --help    this text`;

const run = (cwd: string, program: string, ...args: string[]): string =>
  execFileSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });

/** Throws what to type instead, unless the version is later than the one that package.json has. */
function requireLater(version: string): void {
  const { version: present } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const isLater = version.localeCompare(present, 'en', { numeric: true }) > 0;
  if (!/^\d+\.\d+\.\d+$/.test(version) || !isLater)
    throw new Error(`A version is three numbers, later than ${present}, such as 1.0.0, but not "${version}".`);
}

/** Commits and tags a version in a clone of the repository, which is only taken over when all of it was right. */
function cut(clone: string, version: string): void {
  for (const folder of ['.', 'clients/typescript'])
    run(join(clone, folder), 'npm', 'version', version, '--no-git-tag-version', '--no-workspaces-update');
  const python = join(clone, 'clients/python/pyproject.toml');
  writeFileSync(python, readFileSync(python, 'utf8').replace(/^version = .*$/m, `version = "${version}"`));
  const file = join(clone, 'CHANGELOG.md');
  const day = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  writeFileSync(file, cutChangelog(readFileSync(file, 'utf8'), version, day));
  run(clone, 'git', 'commit', '--quiet', '--all', '--message', `Release ${version}`);
  run(clone, 'git', 'tag', '--annotate', `v${version}`, '--message', `Dormouse ${version}`);
}

/** Writes the files of the version that a checkout has; returns their names. */
function writeFiles(checkout: string, folder: string): string[] {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
  const notes = notesOf(readFileSync(join(checkout, 'CHANGELOG.md'), 'utf8'), version);
  if (notes === '') throw new Error(`CHANGELOG.md has no part for ${version}: check out the tag of a release.`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'notes.md'), `${notes}\n`);
  const bill = run(checkout, 'npm', 'sbom', '--package-lock-only', '--sbom-format', 'cyclonedx');
  writeFileSync(join(folder, 'sbom.cdx.json'), bill);
  const source = join(folder, `dormouse-${version}.tar.gz`);
  run(checkout, 'git', 'archive', '--format', 'tar.gz', '--prefix', `dormouse-${version}/`, '--output', source, 'HEAD');
  if (existsSync(join(checkout, 'dist/package.json')))
    run(checkout, 'npm', 'pack', './dist', '--pack-destination', folder);
  const sums = readdirSync(folder).map((name) => `${hash('sha256', readFileSync(join(folder, name)))}  ${name}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
  return readdirSync(folder);
}

function release(version: string, dry: boolean): void {
  requireLater(version);
  if (run('.', 'git', 'status', '--porcelain') !== '') throw new Error('Commit first: a release is made of a commit.');
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  // The bill of materials takes its name from the folder.
  const clone = join(folder, 'dormouse');
  try {
    run('.', 'git', 'clone', '--quiet', '.', clone);
    for (const who of ['user.name', 'user.email'])
      run(clone, 'git', 'config', who, run('.', 'git', 'config', who).trim());
    cut(clone, version);
    for (const name of writeFiles(clone, resolve('dist/release'))) console.log(`dist/release/${name}`);
    if (!dry) run('.', 'git', 'pull', '--quiet', '--ff-only', '--tags', clone, 'HEAD');
    console.log(
      dry ? 'Nothing was released: this was a rehearsal.' : 'Released here. To publish: git push --follow-tags',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const options = { dry: { type: 'boolean' }, files: { type: 'boolean' } } as const;

await runCommand({ help: HELP, words: 1, options }, (values, [version]) => {
  if (values.files) return console.log(writeFiles('.', resolve('dist/release')).join('\n'));
  if (version === undefined) throw new Error('Give the version, such as 1.0.0. --help shows how.');
  release(version, values.dry ?? false);
});

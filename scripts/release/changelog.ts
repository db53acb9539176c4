/** What a release does to the changelog, in the form of Keep a Changelog. */

const UNRELEASED = '## Unreleased';

/**
 * The changelog with what is unreleased as a version's part. Throws when that is empty.
 *
 * @param day - the day of the release, as 2027-01-31
 */
export function cutChangelog(changelog: string, version: string, day: string): string {
  if (notesOf(changelog, 'Unreleased') === '')
    throw new Error('CHANGELOG.md has nothing under "Unreleased": a release says what is new in it.');
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## ${version} (${day})`);
}

/** What the changelog says of a version, without its heading; empty when it says nothing. */
export function notesOf(changelog: string, version: string): string {
  const parts = changelog.split(/^## /m);
  const part = parts.find((one) => one.startsWith(`${version}\n`) || one.startsWith(`${version} (`)) ?? '';
  return part.slice(part.indexOf('\n')).trim();
}

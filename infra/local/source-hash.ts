import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What something is built from: paths relative to the repository's root, without those that match `except`. */
export interface Sources {
  readonly paths: readonly string[];
  readonly except: RegExp;
}

/** These decide which packages are used; installed ones count by their two lists. */
export const PACKAGES = ['package.json', 'package-lock.json', 'node_modules/.package-lock.json'];

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** The existing files of `sources`: sorted paths relative to `root`. */
export const filesOf = (root: string, { paths, except }: Sources): readonly string[] =>
  paths
    .flatMap((path) => filesIn(join(root, path)))
    .map((path) => relative(root, path))
    .filter((path) => !except.test(path))
    .sort();

/** A hash of names and content of files (relative to `root`; one may be missing), the Node version, and `beside`. */
export function hashOf(root: string, files: readonly string[], beside = ''): string {
  const hash = createHash('sha256').update(`${process.version}\0${beside}`);
  for (const path of files) {
    const content = contentOf(join(root, path));
    hash.update(`\0${path}\0${content?.length}\0`).update(content ?? '');
  }
  return hash.digest('hex').slice(0, 16);
}

function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}

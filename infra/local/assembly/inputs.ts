import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * What the assembly is made of: the app and the code of the functions, and what decides how esbuild and CDK treat them.
 * Packages count by the two lists of what is installed.
 */
const INPUTS = [
  'cdk.json',
  'functions',
  'infra',
  'node_modules/.package-lock.json',
  'package-lock.json',
  'package.json',
  'shared',
  'tsconfig.json',
];

const NOT_AN_INPUT = /^infra\/local\/|\.md$/;

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** The files that the assembly is made of, besides packages: sorted paths, relative to `root`. */
export const inputFiles = (root: string): readonly string[] =>
  INPUTS.flatMap((input) => filesIn(join(root, input)))
    .map((path) => relative(root, path))
    .filter((path) => !NOT_AN_INPUT.test(path))
    .sort();

/**
 * A hash of everything that the assembly is made of, of the Node version, and of what CDK is told beside it (`CDK_CONTEXT_JSON`, which stands for `-c`); equal
 * hashes mean equal assemblies.
 */
export function hashInputs(root: string, context = process.env['CDK_CONTEXT_JSON'] ?? ''): string {
  const hash = createHash('sha256').update(`${process.version}\0${context}`);
  for (const path of inputFiles(root)) {
    const content = readFileSync(join(root, path));
    hash.update(`\0${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const candidates = [join(ROOT, 'node_modules/.python/bin/cfn-lint'), 'cfn-lint'];

/** AWS's own check of the templates against its schemas; null where it is not installed (`.ci/run` installs it). */
export const cfnLint = candidates.find((command) => spawnSync(command, ['--version']).status === 0) ?? null;

/** W3005: CDK names dependencies that another line makes anyhow. */
const IGNORED = ['W3005'];

/** What cfn-lint finds in the templates; empty when nothing. */
export function lint(files: readonly string[]): string {
  if (cfnLint === null) throw new Error('cfn-lint is not installed.');
  const options = ['--regions', 'eu-west-1', '--ignore-checks', ...IGNORED, '--'];
  const { stdout, stderr } = spawnSync(cfnLint, [...options, ...files], { encoding: 'utf8' });
  return stdout + stderr;
}

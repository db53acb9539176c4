/**
 * Size of every function's bundle and the time it takes to load in a fresh process, against a bundle that only creates a
 * DynamoDB document client. Aims: under 450 KB, and at most 1.3 times.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../infra/bundles.ts';
import { FEATURES } from '../infra/features/index.ts';

const PROCESSES = 15;
const ENV = {
  PATH: process.env['PATH'],
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_METRICS_NAMESPACE: 'bench',
  CONTACTS_TABLE: 'contacts',
  WORKSPACE_TABLE: 'workspace',
};

export interface Bundle {
  readonly name: string;
  readonly kilobytes: number;
  readonly milliseconds: number;
  /** Against the bare document client, loaded in turn with it. */
  readonly ratio: number;
}

const BASE = 'document-client';

const load = (file: string): number => {
  const program = `const t=performance.now();require(${JSON.stringify(file)});process.stdout.write(String(performance.now()-t))`;
  return Number(execFileSync(process.execPath, ['-e', program], { env: ENV, encoding: 'utf8' }));
};

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

export function measureBundles(): Bundle[] {
  const outdir = mkdtempSync(join(tmpdir(), 'dormouse-bundles-'));
  try {
    bundle([...FEATURES, { name: BASE, entry: 'bench/support/document-client.ts' }], outdir);
    const base = join(outdir, BASE, 'index.cjs');
    return [{ name: BASE }, ...FEATURES].map(({ name }) => {
      const file = join(outdir, name, 'index.cjs');
      const pairs = Array.from({ length: PROCESSES }, () => ({ base: load(base), own: load(file) }));
      return {
        name,
        kilobytes: statSync(file).size / 1024,
        milliseconds: median(pairs.map(({ own }) => own)),
        ratio: median(pairs.map((pair) => pair.own / pair.base)),
      };
    });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

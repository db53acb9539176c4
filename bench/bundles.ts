/** Size and load time of every bundle, beside that of a bare document client. Aims (ADR 006): 480 KB, 1.6 times. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../infra/bundles/bundle.ts';
import { FEATURES } from '../infra/features/index.ts';
import { oneDigit, table, whole } from './support/table.ts';

/** For each bundle, in turn with the others, so that other work on the machine affects all alike. */
const PROCESSES = 24;
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
  readonly ratio: number;
}

const BASE = 'document-client';

const load = (file: string): number => {
  const program = `const t=performance.now();require(${JSON.stringify(file)});process.stdout.write(String(performance.now()-t))`;
  return Number(execFileSync(process.execPath, ['-e', program], { env: ENV, encoding: 'utf8' }));
};

/** A quarter of the numbers are smaller: other work on the machine rarely affects it. */
const lowerQuartile = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 4)] ?? 0;

/** The document client first, then every function. */
export async function measureBundles(): Promise<Bundle[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'dormouse-bundles-'));
  try {
    await bundle([...FEATURES, { name: BASE, entry: 'bench/support/document-client.ts' }], outdir);
    const files = [BASE, ...FEATURES.map(({ name }) => name)].map((name) => ({
      name,
      file: join(outdir, name, 'index.cjs'),
    }));
    const rounds = Array.from({ length: PROCESSES }, () => files.map(({ file }) => load(file)));
    const times = files.map((_, index) => lowerQuartile(rounds.map((round) => round[index] ?? 0)));
    const [base = 0] = times;
    return files.map(({ name, file }, index) => ({
      name,
      kilobytes: statSync(file).size / 1024,
      milliseconds: times[index] ?? 0,
      ratio: (times[index] ?? 0) / base,
    }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The section of the report. */
export function bundlesTable(measured: readonly Bundle[]): string {
  const slow = measured.filter(({ ratio }) => Number(oneDigit(ratio)) > 1.6).map(({ name }) => name);
  return `## Bundles

Size, and time to load in a fresh process: the lower quartile of 24 loads, in turn with the others, against a bundle that only creates a
DynamoDB document client. Runs differ by 0.05, so ratios have one digit. Aims (ADR 006): under 480 KB. ${measured.every(({ kilobytes }) => kilobytes < 480) ? '**Reached.**' : '**Not reached.**'} At most 1.6 times: ${slow.length === 0 ? '**reached.**' : `**not reached** by ${slow.join(' and ')}.`}
What is beside a bundle and read at first use (libphonenumber, RE2) is no part of this.

${table([
  ['function', 'KB', 'load, ms', 'of the document client'],
  ...measured.map(({ name, kilobytes, milliseconds, ratio }) => [
    name,
    whole(kilobytes),
    oneDigit(milliseconds),
    oneDigit(ratio),
  ]),
])}`;
}

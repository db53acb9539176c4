import type { Finding, Report } from './play.ts';
import type { Measured } from './worst.ts';

/** How much of a body is printed. */
const SHOWN = 600;

/** A report as text: what was sent, and each finding with the command that repeats its request. */
export function reportText({ requests, statuses, findings, slowest }: Report, seed: number): string {
  const counted = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  return [
    `${requests} requests, seed ${seed}; answers ${counted.join(', ')}`,
    `most processor time: ${Math.round(slowest.ms)} ms, request ${slowest.index}`,
    ...findings.map((finding) => findingText(finding, seed)),
    findings.length === 0 ? 'Nothing found.' : `${findings.length} findings.`,
  ].join('\n');
}

function findingText({ index, what, shot }: Finding, seed: number): string {
  const lines = [`\n#${index} ${what}`];
  if (shot) lines.push(`  ${shot.method} ${cut(shot.path)}`, `  ${cut(JSON.stringify(headersOf(shot.headers)))}`);
  if (shot?.body !== undefined) lines.push(`  ${cut(shot.body)}`);
  lines.push(`  npm run fuzz -- --seed ${seed} --first ${index} --requests 1`);
  return lines.join('\n');
}

/** Without the token, which is of a workspace that is gone. */
const headersOf = ({ authorization: _, ...headers }: Readonly<Record<string, string>>) => headers;

const cut = (text: string): string =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}… (${text.length} characters)`;

/** How many of the costliest refusals are printed. */
const PRINTED = 40;

/** What the costliest refusals took, the worst first. */
export const worstText = (measured: readonly Measured[]): string =>
  [
    `${measured.length} requests were refused; processor time of the client and the service together, the least of three:`,
    ...measured.slice(0, PRINTED).map(({ name, status, ms }) => `${ms.toFixed(1).padStart(8)} ms  ${status}  ${name}`),
  ].join('\n');

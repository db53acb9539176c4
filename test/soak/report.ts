import type { Round } from './round.ts';

/** Kinds of violations that have an aim of their own: 0. Everything else is added up as the last. */
const NAMED = ['lost', 'done twice', 'changed twice', 'stale rosters', 'counts'];
const OTHERS = 'others';

const SHOWN = 300;

/** What the seeds have brought, as a table; and every violation, with the command that repeats its seed. */
export function reportText(rounds: readonly Round[]): string {
  const sum = (numberOf: (round: Round) => number) => rounds.reduce((total, round) => total + numberOf(round), 0);
  const faults = tally(rounds.flatMap((round) => Object.entries(round.faults)));
  const broken = tally([
    ...[...NAMED, OTHERS].map((kind) => [kind, 0] as const),
    ...rounds.flatMap(({ violations }) => violations.map((violation) => [kindOf(violation), 1] as const)),
  ]);
  const rows = [
    ['seeds', rounds.flatMap(({ seeds }) => seeds).length],
    ['contacts', sum(({ contacts }) => contacts)],
    ['requests', sum(({ requests }) => requests)],
    ['the longest that one waited, s', Math.max(0, ...rounds.map(({ slowestMs }) => slowestMs / 1_000)).toFixed(1)],
    ['requests that waited 29 s or more', sum(({ late }) => late)],
    ...faults.filter(([, times]) => times > 0).map(([fault, times]) => [`faults: ${fault}`, times] as const),
    ...broken.map(([kind, times]) => [`violations: ${kind}`, times] as const),
  ] as const;
  return [
    '|  | |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${typeof value === 'number' ? value.toLocaleString('en') : value} |`),
    ...rounds.flatMap(violationLines),
  ].join('\n');
}

/** What a function wrote of a request that it answered with 500. */
const UNEXPECTED = /"message":"request failed"(?!.*"ApiError")/;

function violationLines({ seeds, begunWith, violations, log }: Round): string[] {
  if (violations.length === 0) return [];
  return [
    `\nnpm run soak -- ${seeds.map((seed) => `--seed ${seed}`).join(' ')} --contacts ${begunWith}`,
    ...violations.map((one) => `  ${one.slice(0, SHOWN)}`),
    ...log.filter((line) => UNEXPECTED.test(line)),
  ];
}

const kindOf = (violation: string): string => NAMED.find((kind) => violation.startsWith(kind)) ?? OTHERS;

function tally(entries: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const [name, times] of entries) sums.set(name, (sums.get(name) ?? 0) + times);
  return [...sums];
}

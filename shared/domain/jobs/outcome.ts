import { CREATED, type FailReason, failed, type SkipReason, skipped, type Verdict } from '../selection/verdict.ts';
import { unreachable } from '../unreachable.ts';
import type { Tally } from './job.ts';

/** What became of one contact in a job. */
export interface Outcome {
  readonly verdict: Verdict;
  /** Its run of the flow, if any. */
  readonly run: Trace | null;
}

/** A run in its slice's outcomes. */
interface Trace {
  /** The last nodes of its path, in order. */
  readonly path: readonly string[];
  readonly errors: Tally;
  /** The version of the contact's history entry with its values and errors; null without any. */
  readonly details: number | null;
}

/** Outcomes in manifest order, packed: few different ones, so each is a number of one byte (two above 256). */
export interface PackedOutcomes {
  /** JSON: the nodes, and the different outcomes: verdict, node numbers, errors, whether there are details. */
  readonly ways: string;
  readonly codes: Uint8Array;
  /** The version of each contact with details, in order. */
  readonly versions: readonly number[];
}

type Way = readonly [verdict: string, path: readonly number[] | null, errors: Tally, details: 0 | 1];

export function packOutcomes(outcomes: readonly Outcome[]): PackedOutcomes {
  const nodes = new Map<string, number>();
  const ways = new Map<string, number>();
  const numberOf = <Key>(known: Map<Key, number>, key: Key): number => {
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  };
  const numbers = outcomes.map(({ verdict, run }) => {
    const path = run?.path.map((node) => numberOf(nodes, node)) ?? null;
    const way: Way = [textOf(verdict), path, run?.errors ?? {}, run?.details ? 1 : 0];
    return numberOf(ways, JSON.stringify(way));
  });
  return {
    ways: `{"nodes":${JSON.stringify([...nodes.keys()])},"ways":[${[...ways.keys()].join(',')}]}`,
    codes: ways.size <= 256 ? Uint8Array.from(numbers) : wide(numbers),
    versions: outcomes.flatMap(({ run }) => run?.details ?? []),
  };
}

export function unpackOutcomes({ ways: text, codes, versions }: PackedOutcomes): Outcome[] {
  const { nodes, ways } = JSON.parse(text) as { nodes: readonly string[]; ways: readonly Way[] };
  const read = ways.map(([verdict, path, errors, details]) => ({
    verdict: verdictOf(verdict),
    run: path && { path: path.map((node) => nodes[node] ?? ''), errors },
    details: details === 1,
  }));
  let next = 0;
  return numbersIn(codes, ways.length > 256).flatMap((number) => {
    const way = read[number];
    if (way === undefined) return [];
    const details = way.details ? (versions[next++] ?? null) : null;
    return { verdict: way.verdict, run: way.run && { ...way.run, details } };
  });
}

/** The nodes of equal runs in a slice, and their number. */
export interface WalkedWay {
  readonly path: readonly string[];
  readonly count: number;
}

/** The paths of a slice's runs, without unpacking each outcome; contacts without a run are left out. */
export function walkedWays({ ways: text, codes }: Pick<PackedOutcomes, 'ways' | 'codes'>): WalkedWay[] {
  const { nodes, ways } = JSON.parse(text) as { nodes: readonly string[]; ways: readonly Way[] };
  const counts = new Map<number, number>();
  for (const number of numbersIn(codes, ways.length > 256)) counts.set(number, (counts.get(number) ?? 0) + 1);
  return ways.flatMap(([, path], number) =>
    path === null ? [] : { path: path.map((node) => nodes[node] ?? ''), count: counts.get(number) ?? 0 },
  );
}

/** Errors of all contacts, by kind. */
export function errorsOf(outcomes: Iterable<Outcome>): Tally {
  const sum: Record<string, number> = {};
  for (const { run } of outcomes)
    for (const [kind, count] of Object.entries(run?.errors ?? {})) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}

const CREATED_TEXT = 'changed:created';

function textOf(verdict: Verdict): string {
  switch (verdict.outcome) {
    case 'changed':
      return verdict.created ? CREATED_TEXT : verdict.outcome;
    case 'unchanged':
      return verdict.outcome;
    case 'skipped':
    case 'failed':
      return `${verdict.outcome}:${verdict.reason}`;
    default:
      return unreachable(verdict);
  }
}

function verdictOf(text: string): Verdict {
  if (text === CREATED_TEXT) return CREATED;
  const [outcome, reason] = text.split(':') as ['changed' | 'unchanged' | 'skipped' | 'failed', string];
  if (outcome === 'skipped') return skipped(reason as SkipReason);
  return outcome === 'failed' ? failed(reason as FailReason) : { outcome };
}

const wide = (numbers: readonly number[]): Uint8Array =>
  Uint8Array.from(numbers.flatMap((number) => [number & 255, number >> 8]));

const numbersIn = (codes: Uint8Array, isWide: boolean): number[] =>
  isWide
    ? Array.from({ length: codes.length / 2 }, (_, i) => (codes[2 * i] ?? 0) + 256 * (codes[2 * i + 1] ?? 0))
    : [...codes];

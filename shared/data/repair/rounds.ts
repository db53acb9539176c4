/**
 * How far a repair is on its round through the table of contacts. That of the nightly audit is kept in the table:
 *
 *   W#audit   ROUND        { id, step, begun, looked, phase, … }: the present round, or the last one
 *   W#audit   SOURCE#<n>   { round, step, at, ended, files }: how far one source was read, and what was noted
 *
 * Each is saved on condition of the step that was read, so of two runs at the same time one gives way.
 */
import type { Instant } from '../../domain/instant.ts';
import { allOf, type Data, equals, getItem, isAbsent, put, queryAll, write } from '../dynamo/index.ts';

interface Step {
  readonly step: number;
}

export interface AuditRound extends Step {
  readonly id: string;
  readonly begun: Instant;
  /** `scan` the table, read what else is `told`, `compare` both sides, `count`; null at the end. */
  readonly phase: 'scan' | 'told' | 'compare' | 'count' | null;
  /** When the scan ended. */
  readonly scanned?: Instant;
  /** Items that were looked at. */
  readonly looked: number;
  /** In how many groups of contacts both sides are compared, and how many were. */
  readonly groups?: number;
  readonly compared?: number;
}

export interface AuditSource extends Step {
  readonly round: string;
  /** Where its reading continues; undefined at the beginning. */
  readonly at?: unknown;
  readonly ended: boolean;
  /** Items that were looked at. */
  readonly looked: number;
  /** Names and bytes of the files with what was noted. */
  readonly files: readonly (readonly [name: string, bytes: number])[];
}

/** Where a round is kept. */
export interface Rounds {
  readRound(): Promise<AuditRound | null>;
  /** Replaces the round that was read; false when another run has. */
  saveRound(round: AuditRound): Promise<boolean>;
  /** The sources of a round that were begun, by number. */
  readSources(round: string): Promise<ReadonlyMap<number, AuditSource>>;
  /** Replaces the source that was read; false when another run has. At step 0 it replaces that of an earlier round. */
  saveSource(number: number, source: AuditSource): Promise<boolean>;
}

const PK = 'W#audit';
const roundKey = { pk: PK, sk: 'ROUND' };
const sourceKey = (number: number) => ({ pk: PK, sk: `SOURCE#${String(number).padStart(3, '0')}` });

/** Those of the nightly audit. */
export const roundsInTable = (data: Data): Rounds => ({
  readRound: () => getItem<AuditRound>(data, 'workspace', roundKey, { consistent: true }),
  saveRound(round) {
    const condition = round.step === 0 ? isAbsent : equals('step', round.step);
    return write(data, put('workspace', { ...roundKey, ...round, step: round.step + 1 }, condition));
  },
  async readSources(round) {
    const sources = new Map<number, AuditSource>();
    const query = { table: 'workspace', partition: PK, sort: { prefix: 'SOURCE#' }, consistent: true } as const;
    for await (const { sk, ...source } of queryAll<AuditSource & { sk: string }>(data, query))
      if (source.round === round) sources.set(Number(sk.slice('SOURCE#'.length)), source);
    return sources;
  },
  saveSource(number, source) {
    const { round, step } = source;
    const condition = step === 0 ? undefined : allOf(equals('round', round), equals('step', step));
    return write(data, put('workspace', { ...sourceKey(number), ...source, step: step + 1 }, condition));
  },
});

/** That of a command, which ends with it. */
export function roundsInMemory(): Rounds {
  let kept: AuditRound | null = null;
  const sources = new Map<number, AuditSource>();
  return {
    readRound: async () => kept,
    async saveRound(round) {
      kept = { ...round, step: round.step + 1 };
      return true;
    },
    readSources: async (round) => new Map([...sources].filter(([, source]) => source.round === round)),
    async saveSource(number, source) {
      sources.set(number, { ...source, step: source.step + 1 });
      return true;
    },
  };
}

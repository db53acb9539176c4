/** How the key of addresses is replaced, step by step (ADR 048). Keys are named by their fingerprints only. */
import { type Instant, instant } from '../instant.ts';

/** How long a function uses a secret before it reads it again. */
export const SECRET_FRESH_MS = 15 * 60_000;
/** How long it uses it at most, if it cannot read it again. */
export const SECRET_KEPT_MS = 30 * 60_000;
/** After this no function uses the former secret; five minutes are for clocks, and for writes in progress. */
const LEARNT_MICROS = (SECRET_KEPT_MS + 5 * 60_000) * 1_000;

export interface Rotation {
  readonly to: string;
  /** `learning`: the new key is second, until every function knows it. `moving`: addresses move to it. */
  readonly state: 'learning' | 'moving' | 'done';
  readonly since: Instant;
  readonly endedOn: Instant | null;
  /** Where moving continues; null: at the beginning. */
  readonly place: { readonly workspace: string; readonly shard: number; readonly after: string | null } | null;
  /** Contacts looked at, and addresses moved. */
  readonly looked: number;
  readonly moved: number;
}

export const newRotation = (to: string, now: Instant): Rotation => ({
  to,
  state: 'learning',
  since: now,
  endedOn: null,
  place: null,
  looked: 0,
  moved: 0,
});

/** The fingerprints of the secret's keys, the current one first, and when it was written. */
interface SecretSeen {
  readonly prints: readonly string[];
  readonly writtenOn: Instant;
}

export type RotationStep =
  | { readonly do: 'nothing' | 'add' | 'put_first' | 'move' }
  | { readonly do: 'wait'; readonly until: Instant }
  /** The new key is missing in the secret, although it may have made hashes. */
  | { readonly do: 'stop' };

/** The next step, which depends only on what is stored, so that it continues after a crash. May be repeated. */
export function nextStep(rotation: Rotation | null, { prints, writtenOn }: SecretSeen, now: Instant): RotationStep {
  if (rotation === null || rotation.state === 'done') return { do: 'nothing' };
  const { to, state } = rotation;
  const until = instant(writtenOn + LEARNT_MICROS);
  const learnt = (step: RotationStep): RotationStep => (now < until ? { do: 'wait', until } : step);
  if (state === 'moving' && prints[0] === to) return learnt({ do: 'move' });
  if (prints[1] === to) return learnt({ do: 'put_first' });
  return { do: state === 'learning' && !prints.includes(to) ? 'add' : 'stop' };
}

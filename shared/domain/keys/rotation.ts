/** How the key of addresses is replaced, step by step (ADR 055). Keys are named by their prints; nothing here knows one. */
import { type Instant, instant } from '../instant.ts';

/** For how long a function goes by the secret that it has read, before it reads it anew. */
export const SECRET_FRESH_MS = 15 * 60_000;
/** For how long it does at most, when it cannot be read. */
export const SECRET_KEPT_MS = 30 * 60_000;
/** After so long no function goes by what the secret was before: five minutes are for clocks, and for what is just being written. */
const LEARNT_MICROS = (SECRET_KEPT_MS + 5 * 60_000) * 1_000;

/** How far it is, as it is kept in the table. */
export interface Rotation {
  /** The print of the new key. */
  readonly to: string;
  /** `learning`: the new key stands second, until every function knows it. `moving`: it stands first, and addresses of contacts are moved to it. */
  readonly state: 'learning' | 'moving' | 'done';
  readonly since: Instant;
  readonly endedOn: Instant | null;
  /** Where moving goes on; null: at the beginning. */
  readonly place: { readonly workspace: string; readonly shard: number; readonly after: string | null } | null;
  /** Contacts that were looked at, and addresses that were moved. */
  readonly looked: number;
  readonly moved: number;
}

export const newRotation = (to: string, now: Instant): Rotation => ({
  ...{ to, state: 'learning', since: now, endedOn: null, place: null },
  ...{ looked: 0, moved: 0 },
});

/** What the secret says: prints of its keys, the one that makes hashes first, and when that was written. */
interface SecretSeen {
  readonly prints: readonly string[];
  readonly writtenOn: Instant;
}

export type RotationStep =
  | { readonly do: 'nothing' | 'add' | 'put_first' | 'move' }
  | { readonly do: 'wait'; readonly until: Instant }
  /** The new key is not in the secret any more, though it may have made hashes. */
  | { readonly do: 'stop' };

/**
 * What is to be done next. It follows from what is stored and nothing else, so that a rotation that is killed anywhere goes on where it was; each
 * step may be done twice.
 */
export function nextStep(rotation: Rotation | null, { prints, writtenOn }: SecretSeen, now: Instant): RotationStep {
  if (rotation === null || rotation.state === 'done') return { do: 'nothing' };
  const { to, state } = rotation;
  const until = instant(writtenOn + LEARNT_MICROS);
  const learnt = (step: RotationStep): RotationStep => (now < until ? { do: 'wait', until } : step);
  if (state === 'moving' && prints[0] === to) return learnt({ do: 'move' });
  if (prints[1] === to) return learnt({ do: 'put_first' });
  return { do: state === 'learning' && !prints.includes(to) ? 'add' : 'stop' };
}

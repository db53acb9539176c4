import { INTERNAL } from './internal.ts';
import type { Property } from './property.ts';

/** Where indexes and rosters have it, in a workspace of more than 8 shards (ADR 032). No change moves it. */
export const shard = {
  ...INTERNAL,
  blank: () => undefined,
  stored: { attribute: 'shard', store: (value) => value, load: (stored) => stored as number | undefined },
  bytes: 8,
} as const satisfies Property<'shard'>;

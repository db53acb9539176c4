import type { Property } from './property.ts';
import { always } from './stored.ts';

/** A property that only this service reads: it is stored, and has no other form. */
export const INTERNAL = {
  label: null,
  modifiers: null,
  events: null,
  undo: null,
  query: null,
  template: null,
  api: null,
  export: null,
  import: null,
  bus: null,
  sort: null,
  input: null,
} as const;

/** Where indexes and rosters have it, in a workspace of more than 8 shards (ADR 032). No change moves it. */
export const shard = {
  ...INTERNAL,
  blank: () => undefined,
  stored: { attribute: 'shard', store: (value) => value, load: (stored) => stored as number | undefined },
  bytes: 8,
} as const satisfies Property<'shard'>;

/** Counts writes from 1, in `apply`. Callers see it as the ETag. */
export const version = {
  ...INTERNAL,
  blank: () => 1,
  stored: always('version'),
  bytes: 20,
} as const satisfies Property<'version'>;

/** Who made the present version, and through what. */
export const lastChange = {
  ...INTERNAL,
  blank: ({ change }) => change,
  stored: always('change'),
  bytes: 250,
} as const satisfies Property<'lastChange'>;

/** When the status was last changed; `setStatus` changes both. */
export const statusOn = {
  ...INTERNAL,
  blank: ({ now }) => now,
  stored: always('statusOn'),
  bytes: 30,
} as const satisfies Property<'statusOn'>;

import { INTERNAL } from './internal.ts';
import type { Property } from './property.ts';
import { always } from './stored.ts';

/** Counts writes from 1, in `apply`. Callers see it as the ETag. */
export const version = {
  ...INTERNAL,
  blank: () => 1,
  stored: always('version'),
  bytes: 20,
} as const satisfies Property<'version'>;

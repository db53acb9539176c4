import { INTERNAL } from './internal.ts';
import type { Property } from './property.ts';
import { always } from './stored.ts';

/** Who made the present version, and through what. */
export const lastChange = {
  ...INTERNAL,
  blank: ({ change }) => change,
  stored: always('change'),
  bytes: 250,
} as const satisfies Property<'lastChange'>;

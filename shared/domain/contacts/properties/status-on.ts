import { INTERNAL } from './internal.ts';
import type { Property } from './property.ts';
import { always } from './stored.ts';

/** When the status was last changed; `setStatus` changes both. */
export const statusOn = {
  ...INTERNAL,
  blank: ({ now }) => now,
  stored: always('statusOn'),
  bytes: 30,
} as const satisfies Property<'statusOn'>;

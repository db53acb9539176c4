import type { Property } from './property.ts';
import { always } from './stored.ts';

/** When the status was last changed; `setStatus` changes both. */
export const statusOn = {
  label: null,
  blank: ({ now }) => now,
  stored: always('statusOn'),
  bytes: 30,
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
} as const satisfies Property<'statusOn'>;

import type { Property } from './property.ts';
import { always } from './stored.ts';

/** Who made the present version, and through what. */
export const lastChange = {
  label: null,
  blank: ({ change }) => change,
  stored: always('change'),
  bytes: 250,
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
} as const satisfies Property<'lastChange'>;

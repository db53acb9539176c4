import type { Property } from './property.ts';
import { always } from './stored.ts';

/** Counts writes from 1, in `apply`. Callers see it as the ETag. */
export const version = {
  label: null,
  blank: () => 1,
  stored: always('version'),
  bytes: 20,
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
} as const satisfies Property<'version'>;

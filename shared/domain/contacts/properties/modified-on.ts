import { writtenTime } from './exported.ts';
import { lastingTime } from './presentation.ts';
import type { Property } from './property.ts';
import { always } from './stored.ts';

/** When the contact was last changed in any way; of a tombstone, when it was deleted. */
export const modifiedOn = {
  label: 'Modified On',
  blank: ({ now }) => now,
  stored: always('modified'),
  bytes: 30,
  modifiers: null,
  events: null,
  undo: null,
  query: null,
  template: null,
  api: { modified_on: lastingTime(({ modifiedOn }) => modifiedOn) },
  export: { modified_on: writtenTime(({ modifiedOn }) => modifiedOn, { isUsual: false }) },
  import: null,
  bus: null,
  sort: null,
  input: null,
} as const satisfies Property<'modifiedOn'>;

import type { Property } from './property.ts';
import { unlessNull } from './stored.ts';

/** The refusal in force; `setStatus` keeps it. A tombstone has it, so that a new owner of the URN cannot be sent messages. */
export const optOut = {
  blank: (birth) => birth.optOut,
  stored: unlessNull('optOut'),
  bytes: 20,
  modifiers: null,
  events: null,
  query: null,
  template: null,
  api: null,
  input: null,
} as const satisfies Property<'optOut'>;

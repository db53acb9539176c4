import { BLOCKED_TARGET } from '../opt-out/imported.ts';
import type { ExportColumn } from './exported.ts';
import { TARGETS_ONLY } from './imported.ts';
import type { Property } from './property.ts';
import { published } from './published.ts';
import { unlessNull } from './stored.ts';
import { undoneWith } from './undo.ts';

/** The refusal in force, by `status` and `lastWord`. A tombstone keeps it, against a new owner of the URN. */
export const optOut = {
  label: 'Blocked',
  blank: ({ optOut }) => optOut?.reason ?? null,
  stored: unlessNull('optOut'),
  bytes: 20,
  modifiers: null,
  events: null,
  undo: undoneWith('status', 'optOut'),
  query: null,
  template: null,
  api: null,
  export: {
    /** Whether the workspace refuses to hear from the person, also when archived. */
    blocked: {
      header: null,
      isUsual: true,
      type: 'flag',
      of: ({ optOut }) => optOut === 'blocked',
      cell: (blocked) => (blocked ? true : null),
      json: (blocked) => blocked,
    } satisfies ExportColumn<boolean>,
  },
  /** `status` has the modifier. */
  import: { ...TARGETS_ONLY, targets: { blocked: BLOCKED_TARGET } },
  bus: { opt_out: published((contact) => contact.optOut) },
  sort: null,
  input: null,
} as const satisfies Property<'optOut'>;

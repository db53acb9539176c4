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

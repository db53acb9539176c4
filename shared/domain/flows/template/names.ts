/** Top-level names of templates (TextIt 8.10). */
export const TOP_LEVELS = [
  'child',
  'contact',
  'fields',
  'globals',
  'legacy_extra',
  'locals',
  'node',
  'parent',
  'results',
  'run',
  'trigger',
  'urns',
] as const;
export type TopLevel = (typeof TOP_LEVELS)[number];

const TOP_LEVEL_NAMES: ReadonlySet<string> = new Set(TOP_LEVELS);

export const isTopLevel = (name: string): name is TopLevel => TOP_LEVEL_NAMES.has(name);

const NO_MESSAGES = 'there are no messages in a flow here';

/** TextIt's other top-level names, with the reason why they are missing here. */
export const REFUSED_NAMES: ReadonlyMap<string, string> = new Map([
  ['input', NO_MESSAGES],
  ['resume', 'flows do not wait here'],
  ['ticket', 'there are no tickets here'],
  ['webhook', 'no services are called here'],
]);

/** Every name with which an expression can begin. */
export const EXPRESSION_NAMES: ReadonlySet<string> = new Set([...TOP_LEVELS, ...REFUSED_NAMES.keys()]);

import * as z from 'zod/mini';
import type { ApprovalSettings } from '../approvals.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { choice, type Form, flag, list, map, type TextOptions, text, whole } from '../schema.ts';

/** A type of values: in bodies, in answers, and how the console asks for one. */
interface Kind<Body extends z.ZodMiniType = z.ZodMiniType, Answer extends z.core.$ZodType = z.core.$ZodType> {
  readonly body: Body;
  readonly answer: Answer;
  readonly control: ControlKind;
  /** What a choice offers; `flags` and `numbers` ask for each by itself. */
  readonly options?: readonly string[];
}

type ControlKind =
  | 'text'
  | 'number'
  | 'decimal'
  | 'flag'
  | 'choice'
  | 'words'
  | 'country'
  | 'timezone'
  | 'currency'
  | 'languages'
  | 'events'
  | 'flags'
  | 'numbers';

/** The rest of a setting. Its label, and a hint, are texts of the console under its name. */
interface Rules<Value> {
  /** The part of the console's form that has it; `own`: it has a form of its own. */
  readonly part: 'workspace' | 'safety' | 'optOuts' | 'retention' | 'rates' | 'bus' | 'own';
  /** What holds while nothing is stored. A setting without it always has a value. */
  readonly default?: Value;
  /** Refuses what its schema cannot. */
  readonly check?: (value: Value, refuse: Refuse) => void;
  /** Whether a change lets one person do more: while a limit holds, a second administrator must ask for it too. */
  readonly loosens?: (to: Value, from: Value, within: Limited) => boolean;
  /** What answers show, where it is more than the value. */
  readonly shown?: (value: Value) => Value;
}

/** A setting of a workspace in all its forms. */
export interface Setting extends Kind, Omit<Rules<never>, 'default' | 'shown'> {
  readonly default?: unknown;
  readonly shown?: (value: never) => unknown;
}

/** A value as it is kept. */
export type Kept<Value> = Value extends readonly (infer Item)[]
  ? readonly Item[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Kept<Value[Key]> }
    : Value;

/** Adds a refusal of a setting, or of one item of its list or map. */
export type Refuse = (refusal: Refusal, item?: string | number) => void;

/** What limits one person while a setting is changed. */
interface Limited {
  readonly settings: ApprovalSettings;
  /** Contacts that one person may change without a second one. */
  readonly above: number;
  /** Contacts that the first night would delete after the change. */
  readonly purged: number;
}

export const setting = <
  Body extends z.ZodMiniType,
  Answer extends z.core.$ZodType,
  const Rest extends Rules<Kept<z.output<Body>>>,
>(
  kind: Kind<Body, Answer>,
  rest: Rest,
): Kind<Body, Answer> & Rest => ({ ...kind, ...rest });

const kindOf = <Body extends z.ZodMiniType, Answer extends z.core.$ZodType>(
  control: ControlKind,
  body: Body,
  answer: Answer,
): Kind<Body, Answer> => ({ control, body, answer });

export const aText = (options: TextOptions) => kindOf('text', text(options), z.string());
export const aFlag = () => kindOf('flag', flag(), z.boolean());
export const aNumber = (least: number, most: number) => kindOf('number', whole(least, most), z.int());

/** A number, or null for none. */
export const someNumber = (least: number, most: number) =>
  kindOf('number', z.nullable(whole(least, most)), z.nullable(z.int()));

export const oneWord = <const Words extends readonly string[]>(words: Words) => ({
  ...kindOf('choice', choice(words), z.enum(words)),
  options: words,
});

/** Any of some words, each once. */
export const severalWords = <const Words extends readonly string[]>(control: 'flags' | 'events', words: Words) => ({
  ...kindOf(control, unique(list(choice(words))), z.array(z.enum(words))),
  options: words,
});

/** A whole number for each of some names. */
export const numberForEach = <const Names extends readonly string[]>(names: Names, most: number) => ({
  ...kindOf(
    'numbers',
    map(whole(1, most), 100, oneOfWords(names)) as unknown as z.ZodMiniType<Partial<Record<Names[number], number>>>,
    z.record(z.string(), z.int()),
  ),
  options: names,
});

/** `check` of a setting refuses what is listed twice. */
export const unique = <Items extends z.ZodMiniType>(items: Items): Items => items.check(z.meta({ uniqueItems: true }));

const oneOfWords = (words: readonly string[]): Form => ({ pattern: `^(${words.join('|').replaceAll('.', '[.]')})$` });

/** Refuses what a list has twice. */
export function refuseTwice(items: readonly string[], refuse: Refuse, code: 'named_twice' | 'type_twice'): void {
  for (const [index, item] of items.entries()) if (items.indexOf(item) !== index) refuse({ code }, index);
}

/** Refuses an unknown name in a map as a mistake. */
export function refuseUnnamed(given: object, names: readonly string[], refuse: Refuse): void {
  for (const name of Object.keys(given))
    if (!names.includes(name)) refuse({ code: 'none_of', value: name, values: names.join(', ') }, name);
}

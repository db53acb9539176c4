/** Rules of a policy that are one value each, one record each. Bodies, answers, types and the form follow from them. */
import * as z from 'zod/mini';
import { isWider } from '../approvals.ts';
import { WEEKDAYS } from '../calendar/days.ts';
import { type CamelCase, camelCase } from '../case.ts';
import { MOST_RATE } from '../limits/lanes.ts';
import { choice, list, text, whole } from '../schema.ts';
import { DEFAULT_BRAKE, DEFAULT_MONTH_SHARE, DEFAULT_WAIT_DAYS } from './stage-rule.ts';

/** A rule in all its forms. Its label and hint are texts of the console under its name. */
interface PolicyField {
  /** What a body may say. */
  readonly body: z.ZodMiniType;
  /** What answers show. */
  readonly answer: z.core.$ZodType;
  /** In a new policy that does not say it. */
  readonly default: unknown;
  /** The part of the console's form that has it, and how it asks. */
  readonly part: 'when' | 'protection';
  readonly control: 'number' | 'hour' | 'weekdays' | 'days';
  /** What an emptied number means; `needed`: it cannot be left out. */
  readonly empty: null | 0 | 'needed';
  /** Whether a change protects people less: it takes the typed count, and acts from the night after next. */
  readonly loosens?: (to: never, from: never) => boolean;
  /** Policies that were stored before lack it, so that its type is optional. */
  readonly added?: true;
  /** The part of the rules that keeps it, and its key there; by default its own name. */
  readonly kept?: readonly ['brake' | 'control', string];
}

const aNumber = <const Empty extends 0 | 'needed'>(least: number, most: number, empty: Empty) => ({
  body: whole(least, most),
  answer: z.int(),
  control: 'number' as const,
  empty,
});

const optionalNumber = (least: number, most: number) => ({
  body: z.nullable(whole(least, most)),
  answer: z.nullable(z.int()),
  control: 'number' as const,
  empty: null,
});

const isLess = (to: number, from: number): boolean => to < from;

export const POLICY_FIELDS = {
  /** The hour of the workspace's day from which the night's jobs begin. */
  hour: {
    body: whole(0, 23),
    answer: z.int(),
    default: 9,
    part: 'when',
    control: 'hour',
    empty: 'needed',
  },
  /** Days of the week on which it works; all when empty. */
  weekdays: {
    body: list(choice(WEEKDAYS), WEEKDAYS.length),
    answer: z.array(z.enum(WEEKDAYS)),
    default: [],
    part: 'when',
    control: 'weekdays',
    empty: 'needed',
  },
  /** Days on which it does not work, `2026-12-25`. */
  days_off: {
    body: list(text({ max: 10, form: { format: 'date' } }), 100),
    answer: z.array(z.string()),
    default: [],
    part: 'when',
    control: 'days',
    empty: null,
  },
  /** Contacts a second; null: as fast as it can. */
  max_rate: { ...optionalNumber(1, MOST_RATE), default: null, part: 'when' },
  brake_share: {
    ...optionalNumber(1, 100),
    default: DEFAULT_BRAKE.share,
    part: 'protection',
    kept: ['brake', 'share'],
    loosens: isWider,
  },
  brake_contacts: {
    ...optionalNumber(1, 100_000_000),
    default: DEFAULT_BRAKE.contacts,
    part: 'protection',
    kept: ['brake', 'contacts'],
    loosens: isWider,
  },
  brake_month_share: {
    ...optionalNumber(1, 100),
    default: DEFAULT_MONTH_SHARE,
    part: 'protection',
    kept: ['brake', 'monthShare'],
    loosens: isWider,
  },
  /** Days that nobody is stopped, archived or deleted without a notice: after switching on, and after a new status. */
  wait_days: { ...aNumber(1, 365, 'needed'), default: DEFAULT_WAIT_DAYS, part: 'protection', loosens: isLess },
  control_share: {
    ...aNumber(0, 50, 0),
    default: 0,
    part: 'protection',
    kept: ['control', 'share'],
    loosens: isLess,
  },
} as const satisfies Readonly<Record<string, PolicyField>>;

type Fields = typeof POLICY_FIELDS;
export type FieldName = keyof Fields;
type Own = { [Name in FieldName]: Fields[Name] extends { readonly kept: unknown } ? never : Name }[FieldName];
type Kept<Value> = Value extends readonly (infer Item)[] ? readonly Item[] : Value;

type Named<Names extends FieldName> = {
  readonly [Name in Names as CamelCase<Name>]: Kept<z.output<Fields[Name]['body']>>;
};
type Added = { [Name in Own]: Fields[Name] extends { readonly added: true } ? Name : never }[Own];

/** The rules that are kept under their own names. */
export type FieldRules = Named<Exclude<Own, Added>> & Partial<Named<Added>>;

export const FIELDS = Object.entries<PolicyField>(POLICY_FIELDS);

type Parts = Readonly<Record<string, unknown>>;

/** The rules that a body says; what it leaves out is as before, and in a new policy the default. */
export function fieldRulesOf(given: Parts, before: object | null): FieldRules & Parts {
  const rules: Record<string, unknown> = {};
  for (const [name, { kept }] of FIELDS) {
    const value = given[name] === undefined ? valueIn(before ?? rules, name) : given[name];
    if (kept) rules[kept[0]] = { ...(rules[kept[0]] as object), [kept[1]]: value };
    else rules[camelCase(name)] = value;
  }
  return rules as FieldRules & Parts;
}

/** The value of a rule; of a policy from before there was such a rule, its default. */
export function valueIn(rules: object, name: string): unknown {
  const { kept, default: usual }: PolicyField = POLICY_FIELDS[name as FieldName];
  const value = kept
    ? (rules as Readonly<Record<string, Parts>>)[kept[0]]?.[kept[1]]
    : (rules as Parts)[camelCase(name)];
  return value === undefined ? usual : value;
}

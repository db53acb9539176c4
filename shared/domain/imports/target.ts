import { inOrder, type Together, together } from '../contacts/properties/combine.ts';
import type { ImportTarget } from '../contacts/properties/imported.ts';
import { EACH, type Properties } from '../contacts/properties/index.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { FIELD_TYPES, type FieldType } from '../workspace.ts';
import { fieldNameError, generateFieldKey } from '../workspace-names.ts';
import type { Draft } from './row.ts';
import type { ReadDay } from './types/day-order.ts';

/** A target by which cells are read that may say so, or the cells that do. */
export type RefusingRead = TargetName | ReadonlySet<string>;

/** What a column becomes; as text a type and a subject: `name`, `urn:tel`, `field:Home town`, `group:Farmers`. */
export interface ColumnTarget {
  readonly to: TargetName | 'ignore';
  /** Empty without a subject. */
  readonly about: string;
  /** Of a new field, where somebody says it: `field:Visits:number`. */
  readonly type?: FieldType;
  /** For a column of dates: reads them by the order that its cells prove. */
  readonly readDay?: ReadDay;
  /** How it says, besides, who wants no messages. */
  readonly refusing?: readonly RefusingRead[];
}

export type TargetText = string;

type Targets = Together<NonNullable<Properties[keyof Properties]['import']>['targets']>;
type TargetName = keyof Targets & string;

/** By type, in the order of the error that lists them. */
export const TARGETS: Readonly<Record<TargetName, ImportTarget<Draft>>> = inOrder(
  [
    ...(['uuid', 'name', 'language', 'status', 'created_on', 'last_seen_on', 'groups'] as const),
    ...(['opt_out', 'opt_in', 'opted_out_on', 'blocked', 'dormant_since', 'opt_outs_as_of'] as const),
  ],
  together(EACH.map((property) => property.import?.targets ?? null)),
);

const NAMES = Object.keys(TARGETS) as TargetName[];

/** Those that never have a subject. */
export const SIMPLE_TARGETS = ['ignore', ...NAMES.filter((name) => TARGETS[name].about === null)] as const;

/** Those by which a column may say that a person refused messages. */
export const REFUSING_TARGETS = NAMES.filter((name) => TARGETS[name].refuses);

/** Whether this is a target by which a column may say that a person refuses messages. */
export const isRefusingTarget = (text: TargetText): text is TargetName =>
  REFUSING_TARGETS.some((to) => to === text.trim());

/** Whether a person may refuse messages by a column that is read so. */
export const mayRefuse = ({ refusing = [] }: ColumnTarget): boolean => refusing.length > 0;

/** The target in a text, or what is wrong with it. */
export function parseTarget(text: TargetText): ColumnTarget | Refusal {
  const [to, about] = splitOnce(text.trim());
  const name = NAMES.find((one) => one === to);
  const subject = name === undefined ? null : TARGETS[name].about;
  if (name !== undefined && subject !== null) {
    const [field, type] = splitOnce(about);
    const typed = name === 'field' ? FIELD_TYPES.find((one) => one === type) : undefined;
    const named = typed === undefined ? { to: name, about } : { to: name, about: field, type: typed };
    return subject.problem(named.about) ?? named;
  }
  if (about === '' && (name !== undefined || to === 'ignore')) return { to: name ?? 'ignore', about };
  return { code: 'no_target', text, targets: SIMPLE_TARGETS.join(', ') };
}

function splitOnce(text: string): [type: string, about: string] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1).trim()];
}

/** A valid field name, as close as possible to a column's name; null when nothing is left of it. */
export function fieldNameFor(column: string): string | null {
  if (fieldNameError(column) === null) return column;
  const plain = column
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9\- ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 36)
    .trim();
  const name = /^[A-Za-z]/.test(generateFieldKey(plain)) ? plain : `Field ${plain}`.slice(0, 36).trim();
  if (plain === '') return null;
  return fieldNameError(name) === null ? name : fieldNameError(`My ${name}`) === null ? `My ${name}` : null;
}

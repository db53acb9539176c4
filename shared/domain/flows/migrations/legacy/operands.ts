import { resultKey } from '../../results.ts';
import { isBlank, type Json } from '../json.ts';
import { type Context, configOf, objectsIn, presentTemplate } from './context.ts';
import { translateOperand } from './expressions/template.ts';
import { quoted } from './expressions/translated.ts';
import { testType } from './tests.ts';
import { isWaiting } from './waits.ts';

type OperandMigration = (ruleSet: Json, context: Context) => string;

/** The result of a service. Rule sets of before version 10 tested any value after the call. */
const outcome: OperandMigration = (ruleSet, context) =>
  isOfOutcome(ruleSet) ? `@(results${link(resultKey(serviceResult(ruleSet)))})` : written(ruleSet, context);

const link = (key: string): string => (/^[a-z_]\w*$/.test(key) ? `.${key}` : `[${quoted(key).source}]`);

/** Whether the rules of a service tell how the call went. */
export const isOfOutcome = (ruleSet: Json): boolean =>
  objectsIn(ruleSet, 'rules').some((rule) => testType(rule).endsWith('_status'));

/** The name of the result that a service leaves. */
export const serviceResult = ({ label, ruleset_type: type }: Json): string => String(isBlank(label) ? type : label);

const written: OperandMigration = ({ operand }, context) =>
  presentTemplate(isBlank(operand) ? '@step.value' : operand, context);

/** Characters of an operand or delimiter; no definition has more. */
const MOST = 1_000;

/** A part of a reply of several: `yes.23.Kigali`, counted from 0. */
const formField: OperandMigration = (ruleSet, { translation }) => {
  const { field_index: index = 0, field_delimiter: delimiter = ' ' } = configOf(ruleSet);
  const operand = isBlank(ruleSet['operand']) ? '@step.value' : String(ruleSet['operand']).slice(0, MOST);
  const whole = translateOperand(operand, translation) ?? quoted(operand);
  return `@(field(${whole.source}, ${Number(index) || 0}, ${quoted(String(delimiter).slice(0, MOST)).source}))`;
};

const OPERANDS: ReadonlyMap<string, OperandMigration> = new Map<string, OperandMigration>([
  ['airtime', outcome],
  ['contact_field', written],
  ['expression', written],
  ['flow_field', written],
  ['form_field', formField],
  ['group', () => '@contact.groups'],
  ['random', () => '@(rand())'],
  ['resthook', outcome],
  ['subflow', () => '@child.status'],
  ['webhook', outcome],
]);

/** What the rules test; null for an unknown type of rule set. */
export function operandOf(ruleSet: Json, context: Context): string | null {
  const type = String(ruleSet['ruleset_type']);
  const migrate = isWaiting(type) ? written : OPERANDS.get(type);
  return migrate?.(ruleSet, context) ?? null;
}

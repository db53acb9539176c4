import { isBlank, type Json } from '../json.ts';
import type { Context } from './context.ts';
import { inferredType, splitWebhook } from './implicit.ts';
import { isOfOutcome, operandOf } from './operands.ts';
import { isEven } from './random.ts';
import { migrateRules, type Routing } from './rules.ts';
import { serviceOf } from './services.ts';
import { replyWait } from './waits.ts';

/** The nodes of a rule set: two, where one of before version 5 waited and called a webhook as well. */
export function migrateRuleSet(ruleSet: Json, context: Context): readonly Json[] {
  if (!isBlank(ruleSet['ruleset_type'])) return [nodeOf(ruleSet, context)];
  const type = inferredType(ruleSet, context.isVoice);
  if (isBlank(ruleSet['webhook'])) return [nodeOf({ ...ruleSet, ruleset_type: type }, context)];
  return splitWebhook(ruleSet, type, context).map((one) => nodeOf(one, context));
}

function nodeOf(ruleSet: Json, context: Context): Json {
  const uuid = context.uuids.node(ruleSet['uuid']) ?? context.uuids.made('node', ruleSet);
  const rules = migrateRules(ruleSet, uuid, context);
  const action = serviceOf(ruleSet, context);
  return {
    uuid,
    actions: action === null ? [] : [{ uuid: context.uuids.claim(undefined, 'action', uuid), ...action }],
    router: routerOf(ruleSet, rules, context),
    exits: rules.exits,
  };
}

function routerOf(ruleSet: Json, { exits: _, timeout, ...routing }: Routing, context: Context): Json {
  const type = String(ruleSet['ruleset_type']);
  const { categories } = routing;
  const result =
    isBlank(ruleSet['label']) || keepsResult(type, ruleSet) ? {} : { result_name: String(ruleSet['label']) };
  if (type === 'random' && isEven(ruleSet, categories)) return { type, categories, ...result };
  const operand = operandOf(ruleSet, context);
  // An unknown type keeps its name, and is refused by it.
  if (operand === null) return { type, categories, ...result };
  const wait = replyWait(type, timeout);
  return { type: 'switch', operand, ...routing, ...result, ...(wait !== null && { wait }) };
}

/** Whether the action of the node keeps the result. */
const keepsResult = (type: string, ruleSet: Json): boolean => type !== 'subflow' && isOfOutcome(ruleSet);

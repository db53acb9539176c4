import { isBlank, type Json } from '../json.ts';
import type { Context } from './context.ts';
import { isWaiting } from './waits.ts';

/** By the kind of reply in a call, the type of rule set. */
const KEYPAD: ReadonlyMap<unknown, string> = new Map([
  ['K', 'wait_digits'],
  ['M', 'wait_digit'],
  ['R', 'wait_recording'],
]);

/** The type of a rule set of before version 5, which had none: one that tests the message waited for it. */
export function inferredType({ response_type: response, operand }: Json, isVoice: boolean): string {
  const text = isBlank(operand) ? '@step.value' : String(operand).trim().toLowerCase();
  if (/\bstep\b/.test(text)) return KEYPAD.get(response) ?? (isVoice ? 'wait_digit' : 'wait_message');
  if (/^@contact\.\w+$/.test(text)) return 'contact_field';
  return /^@flow\.\w+$/.test(text) ? 'flow_field' : 'expression';
}

/** It waited first, then called the webhook, then tested the value. */
export function splitWebhook(ruleSet: Json, type: string, { uuids }: Context): readonly Json[] {
  const uuid = uuids.made('webhook', ruleSet['uuid']);
  const always = { test: { type: 'true' }, category: 'All Responses', destination: uuid };
  const wait = { ruleset_type: isWaiting(type) ? type : 'wait_message', operand: '@step.value', label: null };
  return [
    { ...ruleSet, ...wait, rules: [always] },
    { ...ruleSet, ruleset_type: 'webhook', uuid },
  ];
}

import { isBlank, isJsonObject, type Json } from '../json.ts';
import { type Context, configOf, headersOf, presentTemplate } from './context.ts';
import { isOfOutcome, serviceResult } from './operands.ts';

/** What the old engine sent with POST. */
const PAYLOAD =
  '@(json(object("contact", object("uuid", contact.uuid, "name", contact.name, "urn", contact.urn), "flow", run.flow, "results", results, "run", object("uuid", run.uuid, "created_on", run.created_on), "input", input)))';

/** The action of a rule set that calls something or enters a flow, without uuid; null for the other types. */
export function serviceOf(ruleSet: Json, context: Context): Json | null {
  const config = configOf(ruleSet);
  switch (ruleSet['ruleset_type']) {
    case 'subflow':
      return { type: 'enter_flow', flow: context.references.flow(config), terminal: false };
    case 'webhook':
      return { type: 'call_webhook', ...request(ruleSet, context), ...kept(ruleSet) };
    case 'resthook':
      return { type: 'call_resthook', resthook: String(config['resthook'] ?? ''), ...kept(ruleSet) };
    case 'airtime':
      return { type: 'transfer_airtime', amounts: amountsOf(config), ...kept(ruleSet) };
    default:
      return null;
  }
}

const kept = (ruleSet: Json): Json => (isOfOutcome(ruleSet) ? { result_name: serviceResult(ruleSet) } : {});

/** Since version 10 the address is in `config`. */
function request(ruleSet: Json, context: Context): Json {
  const { webhook, webhook_action: action } = { ...ruleSet, ...given(configOf(ruleSet)) };
  const method = isBlank(action) ? 'POST' : String(action).toUpperCase();
  const headers = headersOf(configOf(ruleSet), context);
  return {
    url: presentTemplate(webhook, context),
    method,
    headers: { ...(method === 'POST' && { 'Content-Type': 'application/json' }), ...headers },
    ...(method === 'POST' && { body: PAYLOAD }),
  };
}

const given = (config: Json): Json => Object.fromEntries(Object.entries(config).filter(([, value]) => !isBlank(value)));

/** By country, `{"currency_code":"RWF","amount":"500"}`. */
const amountsOf = (config: Json): Json =>
  Object.fromEntries(
    Object.entries(config).flatMap(([country, one]) =>
      isJsonObject(one)
        ? [[String(one['currency_code'] ?? one['code'] ?? country), Number(one['amount'] ?? 0) || 0] as const]
        : [],
    ),
  );

/** What deliveries leave on the item of their webhook (webhooks.ts): one write, and only when something changes. */
import { isDeepStrictEqual } from 'node:util';
import { afterTimeout, type Circuit, CLOSED, circuitOf, whileTrying } from '../../domain/bus/circuit.ts';
import { FAILING_DAYS, MOST_HOPS, type Webhook } from '../../domain/bus/webhook.ts';
import { type Instant, MICROS_PER_DAY } from '../../domain/instant.ts';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import {
  allOf,
  anyOf,
  CONFLICT,
  type Data,
  equals,
  isPresent,
  lacks,
  RACES,
  retryOnConflict,
  update,
  write,
} from '../dynamo/index.ts';
import { changeWebhook, listWebhooks, webhookKey } from './webhooks.ts';

const change = (
  data: Data,
  { workspace, uuid }: Webhook,
  what: Parameters<typeof update>[2],
  condition = isPresent,
): Promise<boolean> => write(data, update('workspace', webhookKey(workspace, uuid), what, condition));

/** Changes the circuit, unless somebody else has since it was read. */
const changeCircuit = (data: Data, webhook: Webhook, circuit: Circuit, more: object = {}): Promise<boolean> => {
  const { timeouts, openUntil } = webhook;
  const asRead = allOf(isPresent, orLacking('timeouts', timeouts, 0), orLacking('openUntil', openUntil, null));
  return change(data, webhook, { set: { ...circuit, ...more } }, asRead);
};

const orLacking = (name: string, value: unknown, missing: unknown) =>
  value === missing ? anyOf(lacks(name), equals(name, value)) : equals(name, value);

interface Delivered {
  /** Whether it had waited. */
  readonly waited: boolean;
  readonly fast: boolean;
}

/** Records a successful delivery, which closes the circuit. No write if all went well before. */
export async function noteDelivered(data: Data, webhook: Webhook, { waited, fast }: Delivered): Promise<void> {
  const { failingSince, timeouts, slow } = webhook;
  const set = {
    ...((failingSince !== null || timeouts > 0) && { failingSince: null, lastError: null, ...CLOSED }),
    ...(slow && fast && { slow: false }),
  };
  if (Object.keys(set).length === 0 && !waited) return;
  await change(data, webhook, { set, ...(waited && { add: { waiting: -1 } }) });
}

/**
 * Records a failed delivery, if new; a time-out may open the circuit. Disables the webhook after days of failures.
 * Returns the webhook as it is now; null when it takes no deliveries any more.
 */
export async function noteFailed(
  data: Data,
  webhook: Webhook,
  lastError: Refusal,
  now: Instant,
): Promise<Webhook | null> {
  const failing = { failingSince: webhook.failingSince ?? now, lastError };
  if (now - failing.failingSince >= FAILING_DAYS * MICROS_PER_DAY) {
    await changeWebhook(data, webhook.workspace, webhook.uuid, { lastError, enabled: false });
    return null;
  }
  if (lastError.code === 'webhook_no_answer') return noteTimeout(data, webhook, failing, now);
  const { failingSince, lastError: before, timeouts } = webhook;
  if (failingSince !== null && timeouts === 0 && isDeepStrictEqual(before, lastError)) return webhook;
  const set = { ...failing, ...(timeouts > 0 && CLOSED) };
  return (await change(data, webhook, { set })) ? { ...webhook, ...set } : null;
}

/** Of several time-outs at once each counts, until the circuit is open. */
function noteTimeout(data: Data, read: Webhook, failing: object, now: Instant): Promise<Webhook | null> {
  let webhook: Webhook | undefined = read;
  return retryOnConflict<Webhook | null>(RACES, `the circuit of ${read.uuid}`, async () => {
    if (webhook === undefined) return null;
    const circuit = afterTimeout(webhook, now);
    if (await changeCircuit(data, webhook, circuit, failing)) return { ...webhook, ...failing, ...circuit };
    webhook = await readWebhook(data, webhook);
    return webhook !== undefined && circuitOf(webhook, now) === 'open' ? webhook : CONFLICT;
  });
}

/** Lets one delivery try an address whose circuit is half open; the webhook as it is then, or null: another tries. */
export async function claimTry(data: Data, webhook: Webhook, now: Instant): Promise<Webhook | null> {
  const circuit = whileTrying(webhook, now);
  return (await changeCircuit(data, webhook, circuit)) ? { ...webhook, ...circuit } : null;
}

/** A delivery begins to wait; `slow`: since the address did not answer at once. */
export async function noteWaiting(data: Data, webhook: Webhook, { slow }: { readonly slow: boolean }): Promise<void> {
  await change(data, webhook, { add: { waiting: 1 }, ...(slow && { set: { slow: true } }) });
}

/** A delivery is given up. `waited`: it was among those that wait. */
export async function noteGivenUp(data: Data, webhook: Webhook, { waited }: { readonly waited: boolean }) {
  await change(data, webhook, { add: { givenUp: 1, ...(waited && { waiting: -1 }) } });
}

/** What came from its own deliveries is not delivered: it is given up, and the webhook says why. */
export async function noteLoop(data: Data, webhook: Webhook): Promise<void> {
  await change(data, webhook, { add: { givenUp: 1 }, set: { lastError: { code: 'webhook_loop', most: MOST_HOPS } } });
}

const readWebhook = async (data: Data, { workspace, uuid }: Webhook): Promise<Webhook | undefined> =>
  (await listWebhooks(data, workspace)).find((one) => one.uuid === uuid);

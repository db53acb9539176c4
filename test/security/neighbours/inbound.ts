import { createThrottles } from '../../../infra/local/http/throttles.ts';
import { FairOrder } from '../../../infra/local/sqs/fair-order.ts';
import { LONGEST_WAIT } from '../../../shared/domain/limits/inbound-budget.ts';
import type { InProcessStage } from '../../support/in-process/clients.ts';
import { addressOf, receive } from '../../support/in-process/inbound.ts';
import type { Neighbour, Wait } from './neighbour.ts';

/** Concurrent functions that take messages (`infra/features/channels.ts`). */
const SLOTS = 10;
/** Messages a minute. */
const RATE = 60;

interface Message {
  readonly workspace: string;
  readonly delay: number;
}

const JSON_TYPE = { 'content-type': 'application/json' };

const batch = (count: number, text: string): string =>
  JSON.stringify({
    results: Array.from({ length: count }, (_, place) => ({
      from: `25078810${String(place).padStart(4, '0')}`,
      messageId: `${text}${place}`,
      text,
    })),
  });

/** Posts A's batches to its channel and B's message to its own, then hands the queue out in turns. */
async function waitBeside({ service, as }: InProcessStage, attack: readonly string[], isAttacked: boolean) {
  const queued: Message[] = [];
  const runtime = {
    ...service.runtime,
    data: { ...service.runtime.data },
    config: { ...service.runtime.config, inboundRate: RATE },
    queues: {
      async send(_: string, messages: readonly object[], workspace: string, options: { readonly delay?: number } = {}) {
        for (const __ of messages) queued.push({ workspace, delay: options.delay ?? 0 });
      },
    },
  };
  const open = async () => {
    const { token, workspace } = await service.newWorkspace();
    return { workspace, address: addressOf(await as(token).post('channels.json', { kind: 'infobip' })) };
  };
  const [one, other] = [await open(), await open()];
  const post = (address: string, body: string) => receive(runtime, address, { body, headers: JSON_TYPE });
  if (isAttacked) for (const body of attack) await post(one.address, body);
  await post(other.address, batch(1, 'STOP'));
  return turnsOf(queued, other.workspace);
}

function turnsOf(queued: readonly Message[], workspace: string): Wait {
  const own = queued.find((message) => message.workspace === workspace);
  if (own === undefined || own.delay > 0) return { turns: Number.POSITIVE_INFINITY, units: LONGEST_WAIT };
  const order = new FairOrder<Message>((message) => message.workspace);
  for (const message of queued) if (message.delay === 0 && message !== own) order.add(message);
  const inHand = Array.from({ length: SLOTS }, () => order.next());
  order.add(own);
  for (let turns = 1; ; turns++) {
    const handled = inHand.shift();
    if (handled) order.handled(handled);
    const next = order.next();
    if (next === own) return { turns, units: turns };
    inHand.push(next);
  }
}

const ATTACKS: Readonly<Record<string, readonly string[]>> = {
  'a request of two thousand items': [batch(2_000, 'Hi')],
  'fifty requests of a hundred messages': Array.from({ length: 50 }, (_, place) => batch(100, `Hi ${place} `)),
  'opt-outs of a thousand people at once': Array.from({ length: 10 }, () => batch(100, 'STOP')),
};

/** Requests of strangers to a route, before a request that B makes on another. */
function turnsBesideFlood(flooded: string, wanted: string, isAttacked: boolean): Wait {
  const hasRoom = createThrottles(() => 0);
  const route = (key: string) => ({ key, functionName: 'f', timeoutMs: 1, throttle: { rate: 1, burst: 2 } });
  if (isAttacked) for (let one = 0; one < 1_000; one++) hasRoom(route(flooded));
  return hasRoom(route(wanted)) ? { turns: 1, units: 1 } : { turns: Number.POSITIVE_INFINITY, units: 1_000 };
}

const [IN, API, SIGN_IN] = ['ANY /in/{channel}', 'ANY /api/v2/contacts.json', 'ANY /api/v2/me.json'] as const;

const FLOODS = [
  [IN, API, 'a list of contacts'],
  [API, IN, 'an opt-out by Twilio'],
  [SIGN_IN, API, 'a list of contacts'],
  [IN, SIGN_IN, 'signing in'],
] as const;

/** What arrives at channels, and requests to the gateway. */
export const inboundNeighbours = (stage: () => InProcessStage): readonly Neighbour[] => [
  ...Object.entries(ATTACKS).map(
    ([attack, bodies]): Neighbour => ({
      worker: 'inbound',
      attack,
      work: 'an opt-out',
      unit: 'messages that are handled before',
      wait: (isAttacked) => waitBeside(stage(), bodies, isAttacked),
    }),
  ),
  ...FLOODS.map(
    ([flooded, wanted, work]): Neighbour => ({
      worker: 'api',
      attack: `a flood at ${flooded}`,
      work,
      unit: 'requests',
      wait: async (isAttacked) => turnsBesideFlood(flooded, wanted, isAttacked),
    }),
  ),
];

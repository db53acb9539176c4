import { optOutOf, readSuppression, suppress } from '../../shared/data/contacts/index.ts';
import { CONFLICT, RACES, retryOnConflict } from '../../shared/data/dynamo/index.ts';
import { forgetTexts, keepPart, waitingParts } from '../../shared/data/messages/index.ts';
import { loadAssets } from '../../shared/data/workspace/index.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import type { InboundMessage } from '../../shared/messages/inbound.ts';
import { type EventCommand, recordEvent } from '../../shared/services/events/record-event.ts';
import type { KnownAhead, OneOfMany } from '../../shared/services/events/record-many.ts';
import { storable } from './inbound-message.ts';

type TakeRuntime = Pick<Runtime, 'data' | 'queues' | 'now'> & {
  /** What was read of this message a moment ago. */
  readonly known?: KnownAhead | null;
};

/** Handles a channel's message like `events.json`. A long message counts once all its parts are there. */
export async function receiveMessage({ part, list, ...message }: InboundMessage, runtime: TakeRuntime): Promise<void> {
  if (part) return takePart(message, part, runtime);
  if (list !== undefined && (await rememberWithoutContact(message, list, runtime))) return;
  return takeWhole(message, runtime);
}

type Whole = Omit<InboundMessage, 'part' | 'list'>;

async function takeWhole(message: Whole, { data, now, known }: TakeRuntime): Promise<void> {
  const { workspace } = message;
  const { command, ...rest } = ofManyFrom(message);
  const assets = known?.assets ?? (await loadAssets(data, workspace));
  await recordEvent(command, { data, workspace, now: now(), ...rest, ...known, assets });
}

/** What a message without parts says, for the services that record it. */
export function ofManyFrom({ workspace: _, seed, payload, hops, ...said }: Whole): OneOfMany {
  const command: EventCommand = { ...said, texts: payload === null ? [said.text] : [said.text, payload] };
  return { command, change: { by: 'system', via: 'event', ...(hops !== undefined && { hops }) }, seed };
}

/** Seconds to wait for the other parts of a message: some never come. */
const WAITED_FOR = 300;

/** Stores a part until all are there, or the wait is over, then handles one message: a part alone is no stop word. */
async function takePart(
  message: Whole,
  part: NonNullable<InboundMessage['part']>,
  runtime: TakeRuntime,
): Promise<void> {
  const { workspace, text, externalId } = message;
  const { data, queues, now } = runtime;
  const { ref, number, total, last = false } = part;
  const kept = await keepPart(data, workspace, ref, { number, id: externalId ?? message.seed, text }, now());
  if (kept === 'done') return;
  if (kept === 'other') return takeWhole(message, runtime);
  const waiting = await waitingParts(data, workspace, ref);
  if (waiting.length < total && !last)
    return queues.send('inbound', [{ ...message, part: { ...part, last: true } }], workspace, { delay: WAITED_FOR });
  const all = storable(waiting.map((one) => one.text).join(''));
  await takeWhole({ ...message, text: all, externalId: waiting[0]?.id ?? externalId }, runtime);
  await forgetTexts(data, workspace, ref, waiting);
}

/** Records a carrier's opt-out without a contact, unless lifted later. False when a contact has the number. */
function rememberWithoutContact(
  { workspace, urn, at }: Pick<InboundMessage, 'workspace' | 'urn' | 'at'>,
  list: string,
  { data, now }: Pick<Runtime, 'data' | 'now'>,
): Promise<boolean> {
  const identity = identityOf(urn);
  return retryOnConflict<boolean>(RACES, 'an opt-out at the carrier', async () => {
    const { holder, notes } = await readSuppression(data, workspace, identity, now());
    if (holder.kind === 'owned') return false;
    const isLifted = notes.some(({ what, on }) => what === 'lifted' && on >= at);
    if (isLifted || (optOutOf(holder)?.said ?? null) !== null) return true;
    const note = { on: at, what: 'added', by: 'system', reason: `opted out at AWS, in the list ${list}` } as const;
    return (await suppress(data, workspace, identity, holder, note)) || CONFLICT;
  });
}

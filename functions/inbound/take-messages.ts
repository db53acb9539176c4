import { requireForm } from '../../shared/data/dynamo/index.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import type { InboundMessage } from '../../shared/messages/inbound.ts';
import { type KnownAhead, recordMany } from '../../shared/services/events/record-many.ts';
import { ofManyFrom } from './receive-message.ts';

/** Handles one message by itself, with what is known of it; never throws. */
type TakeAlone = (message: InboundMessage, known: KnownAhead | null) => Promise<void>;

type TakeRuntime = Pick<Runtime, 'data' | 'logger' | 'now'>;

/**
 * Handles the messages of a delivery, each once: together where that costs less, and by itself whatever that leaves.
 * Messages of one address are handled in their order. What goes wrong with one is met by it alone.
 */
export async function takeMessages(
  messages: readonly InboundMessage[],
  runtime: TakeRuntime,
  alone: TakeAlone,
): Promise<void> {
  for (const turn of turnsOf(messages))
    for (const [workspace, some] of Map.groupBy(turn, (one) => one.workspace)) {
      const left = await takeTogether(workspace, some, runtime);
      for (const [message, known] of left) await alone(message, known);
    }
}

/** In order, so that a turn has no two messages of one address or id, and an address's messages are in later turns. */
function turnsOf(messages: readonly InboundMessage[]): InboundMessage[][] {
  const turns: InboundMessage[][] = [];
  const next = new Map<string, number>();
  for (const message of messages) {
    const keys = keysOf(message).map((key) => `${message.workspace} ${key}`);
    const at = Math.max(...keys.map((key) => next.get(key) ?? 0));
    turns[at] = [...(turns[at] ?? []), message];
    for (const key of keys) next.set(key, at + 1);
  }
  return turns;
}

const keysOf = ({ urn, alias, externalId, seed }: InboundMessage): string[] => [
  ...[urn, alias ?? urn].map((one) => `urn ${identityOf(one)}`),
  `id ${externalId ?? seed}`,
];

type Left = Map<InboundMessage, KnownAhead | null>;

/** The messages that are left, in order, with what is known of them. */
async function takeTogether(
  workspace: WorkspaceId,
  some: readonly InboundMessage[],
  { data, logger, now }: TakeRuntime,
): Promise<Left> {
  const left: Left = new Map(some.map((message) => [message, null]));
  const plain = some.filter(({ part, list }) => part === undefined && list === undefined);
  if (plain.length === 0) return left;
  try {
    await requireForm(data);
    await recordMany(
      plain.map((message) => ({ ...ofManyFrom(message), message })),
      { data, workspace, now: now() },
      {
        recorded: ({ message }) => void left.delete(message),
        left: ({ message }, known) => void left.set(message, known),
      },
    );
  } catch (error) {
    // Whatever it is, the message whose fault it is meets it again alone.
    logger.warn('messages are taken one by one', { messages: left.size, error: error as Error });
    for (const message of left.keys()) left.set(message, null);
  }
  return left;
}

import {
  isKnownEvent,
  isKnownMessage,
  type Message,
  type NewMessage,
  putMessage,
  rememberEvent,
} from '../../data/messages/index.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import { identityOf } from '../../domain/contacts/urns.ts';
import { messagesDays } from '../../domain/settings/retention.ts';
import { applyEvent, type IncomingEvent, type Taking } from './apply-event.ts';

export interface EventCommand extends IncomingEvent {
  readonly text: string;
  /** In TextIt's form, `image/jpeg:https://…`. */
  readonly attachments?: readonly string[];
  /** The sender's own id; a repetition within 30 days is ignored. */
  readonly externalId: string | null;
}

interface TakingOnce extends Taking {
  /** Identifies the event when the sender has no id for it. */
  readonly seed: string | null;
  /** A moment ago it had no marker. */
  readonly unmarked?: boolean | undefined;
}

interface EventTaken {
  readonly outcome: 'handled' | 'ignored' | 'duplicate';
  /** The contact after the event; null for an event that was known before. */
  readonly contact: Contact | null;
  readonly message: { readonly uuid: string; readonly visibility: Message['visibility'] } | null;
}

/** Records a contact's event once: its effect (TextIt 2.5 to 2.8) and message. For `events.json` and channels. */
export async function recordEvent(command: EventCommand, taking: TakingOnce): Promise<EventTaken> {
  if (!taking.unmarked && (await isKnown(command, taking)))
    return { outcome: 'duplicate', contact: null, message: null };
  const { contact, ignored } = await applyEvent(command, taking);
  const message = command.type === 'msg_received' ? await storeMessage(command, contact, taking) : null;
  if (message === null) await remember(command, taking);
  const outcome = message?.duplicate ? 'duplicate' : ignored ? 'ignored' : 'handled';
  return { outcome, contact, message: message && { uuid: message.uuid, visibility: message.visibility } };
}

/** The key by which an event counts once: the sender's own id, or else the request's. */
const onceBy = ({ externalId }: EventCommand, { seed }: TakingOnce): string | null => externalId ?? seed;

async function isKnown(command: EventCommand, taking: TakingOnce): Promise<boolean> {
  const { data, workspace, now } = taking;
  const id = onceBy(command, taking);
  if (id === null) return false;
  const known = command.type === 'msg_received' ? isKnownMessage : isKnownEvent;
  return known(data, workspace, id, now);
}

async function remember(command: EventCommand, taking: TakingOnce): Promise<void> {
  const id = onceBy(command, taking);
  if (id !== null) await rememberEvent(taking.data, taking.workspace, id, taking.now);
}

/** The message of a contact, archived at once if that is blocked (TextIt 2.5). */
export const incomingMessage = (
  command: EventCommand,
  { uuid, status }: Pick<Contact, 'uuid' | 'status'>,
): NewMessage => ({
  contact: uuid,
  urn: identityOf(command.urn),
  text: command.text,
  attachments: command.attachments ?? [],
  visibility: status === 'blocked' ? 'archived' : 'visible',
  occurredOn: command.at,
  externalId: command.externalId,
});

async function storeMessage(command: EventCommand, contact: Contact, taking: TakingOnce) {
  const { data, workspace, assets, now } = taking;
  const message = incomingMessage(command, contact);
  const { visibility } = message;
  const { outcome, uuid } = await putMessage(data, workspace, message, now, {
    onceBy: onceBy(command, taking),
    days: messagesDays(assets.settings),
  });
  return { uuid, visibility, duplicate: outcome === 'duplicate' } as const;
}

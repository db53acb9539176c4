import type { WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, type Insertion, isAbsent, newTimeId, type Put, put, ttlAfter, writeMany } from '../dynamo/index.ts';
import { type Message, type NewMessage, toMessageItem } from './items.ts';
import { toMarkerItem } from './markers.ts';

/** A message, and the id by which it counts once. */
export interface OnceMessage extends NewMessage {
  readonly onceBy: string;
}

interface Planned<Some> {
  readonly one: Some;
  readonly marker: Put;
  readonly message: Put;
}

/**
 * Stores messages like `putMessage`, in few calls: first their markers, then those whose marker is new. `stored` is
 * called for each that is there now. The others are for `putMessage`: another has the marker, or an expired one lies
 * there. Ids must be distinct. The write units of single puts.
 */
export async function putMessages<Some extends OnceMessage>(
  data: Data,
  workspace: WorkspaceId,
  all: readonly Some[],
  { now, days }: { readonly now: Instant; readonly days: number },
  stored: (one: Some) => void,
): Promise<void> {
  const planned: Planned<Some>[] = [];
  for (const one of all) {
    const { onceBy, ...message } = one;
    const uuid = newTimeId(one.occurredOn);
    const marker = await toMarkerItem(data, workspace, onceBy, { contact: one.contact, message: uuid }, now);
    const meant: Message = { ...(message as NewMessage), uuid, modifiedOn: now };
    const item = toMessageItem(workspace, meant, ttlAfter(now, days));
    planned.push({ one, marker: put('contacts', marker), message: put('contacts', item) });
  }
  const marked: Planned<Some>[] = [];
  await insertMany(data, planned, 'marker', (one, isNew) => void (isNew && marked.push(one)));
  // Where one lies already, a repeated delivery that had found the marker has stored it.
  await insertMany(data, marked, 'message', ({ one }) => stored(one));
}

/** Tells of each that was stored, or is there already. */
const insertMany = <Some>(
  data: Data,
  all: readonly Planned<Some>[],
  part: 'marker' | 'message',
  told: (one: Planned<Some>, isNew: boolean) => void,
): Promise<void> => {
  const insertions = all.map((one) => ({ one, put: { ...one[part], condition: isAbsent } as Insertion['put'] }));
  return writeMany(data, insertions, ({ one }, settled) => {
    if (typeof settled === 'boolean') told(one, settled);
  });
};

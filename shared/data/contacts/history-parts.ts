import type { ContactEvent } from '../../domain/contacts/events.ts';

/** Bytes of events in one item, as JSON; the rest of its 400 KB is for keys, the author, and one large event. */
const PART_BYTES = 200 * 1024;

type Event = ContactEvent & { readonly uuid: string };

const bytesOf = (events: Event | readonly Event[]): number => Buffer.byteLength(JSON.stringify(events));

/** The events in order, in parts that each fit into an item; empty without events. */
export function inParts(events: readonly Event[]): Event[][] {
  if (events.length === 0) return [];
  // Nearly always: a list is no smaller than its events together.
  if (bytesOf(events) <= PART_BYTES) return [[...events]];
  const parts: Event[][] = [];
  let left = 0;
  for (const event of events.map(fitting)) {
    const bytes = bytesOf(event);
    const part = bytes <= left ? parts.at(-1) : undefined;
    if (part === undefined) parts.push([event]);
    else part.push(event);
    left = (part === undefined ? PART_BYTES : left) - bytes;
  }
  return parts;
}

/** The event, or what fits of it. Only joining or leaving hundreds of groups is too large: it loses their names. */
function fitting(event: Event): Event {
  if (event.type !== 'contact_groups_changed' || bytesOf(event) <= PART_BYTES) return event;
  const nameless = (groups: typeof event.groups_added) => groups?.map(({ uuid }) => ({ uuid, name: '' }));
  const [groups_added, groups_removed] = [nameless(event.groups_added), nameless(event.groups_removed)];
  return { ...event, ...(groups_added && { groups_added }), ...(groups_removed && { groups_removed }) };
}

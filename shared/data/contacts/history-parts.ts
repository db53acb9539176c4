/** The events of one version in as many items as they need. */
import type { ContactEvent } from '../../domain/contacts/events.ts';

/**
 * Bytes of events in one item, as JSON, which is never less than DynamoDB counts. An item may have 400 KB; the rest is for its keys, the
 * author, and one event that is itself as large as an item may be for a page of history to be read at once.
 */
const PART_BYTES = 200 * 1024;

type Event = ContactEvent & { readonly uuid: string };

const bytesOf = (event: Event): number => Buffer.byteLength(JSON.stringify(event));

/** The events in their order, in parts that fit into an item each; none for no event. */
export function inParts(events: readonly Event[]): Event[][] {
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

/**
 * The event itself, or, where it alone is too large, what of it fits. That can only be one of joining or leaving hundreds of groups with long
 * names: it keeps all groups, without names, as those that are gone.
 */
function fitting(event: Event): Event {
  if (event.type !== 'contact_groups_changed' || bytesOf(event) <= PART_BYTES) return event;
  const nameless = (groups: typeof event.groups_added) => groups?.map(({ uuid }) => ({ uuid, name: '' }));
  const [groups_added, groups_removed] = [nameless(event.groups_added), nameless(event.groups_removed)];
  return { ...event, ...(groups_added && { groups_added }), ...(groups_removed && { groups_removed }) };
}

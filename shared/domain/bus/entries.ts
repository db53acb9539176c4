import { type EventSubscriptions, subscribedTypes } from '../bus-types.ts';
import type { WorkspaceId } from '../ids.ts';
import type { BusEntry, BusEvent } from './events.schema.ts';

/** Bytes of an entry: under EventBridge's and SQS's 256 KB, with room for their envelopes. */
const MOST_BYTES = 180_000;

/** The fewest entries for a workspace's subscribed events; every character counts as its longest form. */
export function busEntriesOf(
  workspace: WorkspaceId,
  events: readonly BusEvent[],
  asked: EventSubscriptions,
): BusEntry[] {
  const types = subscribedTypes(asked);
  const entries: BusEntry[] = [];
  let some: BusEvent[] = [];
  let bytes = 0;
  for (const event of events.filter(({ type }) => types.has(type))) {
    const size = JSON.stringify(event).length + 1;
    if (some.length > 0 && bytes + size > MOST_BYTES) {
      entries.push(entryOf(workspace, some, asked));
      [some, bytes] = [[], 0];
    }
    some.push(event);
    bytes += size;
  }
  if (some.length > 0) entries.push(entryOf(workspace, some, asked));
  return entries;
}

function entryOf(
  workspace: WorkspaceId,
  events: readonly BusEvent[],
  { webhookEvents = [] }: EventSubscriptions,
): BusEntry {
  const types = [...new Set(events.map(({ type }) => type))].sort();
  const webhooks = types.some((type) => webhookEvents.includes(type));
  return { version: 1, workspace, types, webhooks, events };
}

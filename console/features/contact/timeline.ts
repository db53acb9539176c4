/** An event of history.json, as far as the timeline looks at it. */
interface SomeEvent {
  readonly uuid: string;
  readonly type: string;
  readonly created_on: string;
  readonly [key: string]: unknown;
}

interface SomeMessage {
  readonly uuid: string;
  readonly created_on: string;
}

export type Entry<Event extends SomeEvent, Message extends SomeMessage> =
  | { readonly kind: 'message'; readonly at: string; readonly message: Message }
  | { readonly kind: 'change'; readonly at: string; readonly event: Event; readonly before: string | null };

interface Read<Item> {
  /** The newest first. */
  readonly items: readonly Item[];
  /** Whether older ones were not read yet. */
  readonly hasMore: boolean;
}

/**
 * Messages and changes as one list, the newest first. It ends where one of both is not read any further: what follows
 * there could belong between.
 */
export function timelineOf<Event extends SomeEvent, Message extends SomeMessage>(
  events: Read<Event>,
  messages: Read<Message>,
): readonly Entry<Event, Message>[] {
  const changes = events.items.map((event, index): Entry<Event, Message> => {
    const before = beforeOf(event, events.items.slice(index + 1));
    return { kind: 'change', at: event.created_on, event, before };
  });
  const said = messages.items.map(
    (message): Entry<Event, Message> => ({ kind: 'message', at: message.created_on, message }),
  );
  const end =
    [events, messages]
      .flatMap(({ items, hasMore }) => (hasMore ? [items.at(-1)?.created_on ?? ''] : []))
      .toSorted()
      .at(-1) ?? '';
  return [...changes, ...said]
    .filter(({ at }) => at >= end)
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** What an event's property was before, by the last earlier event of the same; null where that is not known. */
function beforeOf(event: SomeEvent, earlier: readonly SomeEvent[]): string | null {
  const property = propertyOf(event);
  if (property === null) return null;
  const last = earlier.find((one) => propertyOf(one) === property);
  const value = last && shownValue(last);
  return value === undefined || value === '' || value === shownValue(event) ? null : value;
}

const VALUES: Readonly<Record<string, string>> = {
  contact_status_changed: 'status',
  contact_name_changed: 'name',
  contact_language_changed: 'language',
  contact_field_changed: 'value',
};

const propertyOf = (event: SomeEvent): string | null => {
  if (!Object.hasOwn(VALUES, event.type)) return null;
  const field = event['field'] as { readonly key?: string } | undefined;
  return `${event.type} ${field?.key ?? ''}`;
};

function shownValue(event: SomeEvent): string {
  const value = event[VALUES[event.type] ?? ''];
  if (typeof value === 'object' && value !== null) return String((value as { readonly text?: unknown }).text ?? '');
  return value === null || value === undefined ? '' : String(value);
}

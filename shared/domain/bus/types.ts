/** What the service tells on the bus, each with a schema in docs/events. Messages that only move the time of last seen are many, and have a type of their own. */
export const BUS_TYPES = [
  'contact.created',
  'contact.changed',
  'contact.seen',
  'contact.deleted',
  'contacts.purge_due',
  'job.scheduled',
  'job.started',
  'job.progress',
  'job.completed',
  'job.failed',
  'job.interrupted',
] as const;
export type BusType = (typeof BUS_TYPES)[number];

/** Of the form of an event's fields: moves when one is taken away or means something else, not when one is added. */
export const SCHEMA = 1 as const;

/** By which rules find the entries on the bus. */
export const SOURCE = 'dormouse';
export const DETAIL_TYPE = 'Dormouse Events v1';

/** What a workspace asked for: by its settings, and by its webhooks. */
export interface EventSubscriptions {
  readonly events?: readonly BusType[];
  /** What its webhooks that work are for, each type once. */
  readonly webhookEvents?: readonly BusType[];
}

/** Each type that a workspace wants told, once; none unless it asked. */
export const subscribedTypes = ({ events = [], webhookEvents = [] }: EventSubscriptions): ReadonlySet<BusType> =>
  new Set([...events, ...webhookEvents]);

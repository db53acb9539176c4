/** The events on the bus, with schemas in docs/events. A new last seen is frequent, so it has its own type. */
export const BUS_TYPES = [
  'contact.created',
  'contact.changed',
  'contact.seen',
  'contact.deleted',
  'contacts.purge_due',
  'job.awaiting_approval',
  'job.approved',
  'job.scheduled',
  'job.started',
  'job.progress',
  'job.completed',
  'job.failed',
  'job.interrupted',
] as const;
export type BusType = (typeof BUS_TYPES)[number];

/** The version of the events' fields: it rises when one is removed or changes its meaning, not when one is added. */
export const SCHEMA = 1 as const;

/** Rules on the bus match entries by these. */
export const SOURCE = 'dormouse';
export const DETAIL_TYPE = 'Dormouse Events v1';
/** For the person on duty; no workspace gets them. */
export const DUTY_TYPE = 'Dormouse Duty v1';

/** What a workspace subscribed to, by its settings and by its webhooks. */
export interface EventSubscriptions {
  readonly events?: readonly BusType[];
  /** The types of its working webhooks, each once. */
  readonly webhookEvents?: readonly BusType[];
}

/** The types that a workspace subscribed to, each once. */
export const subscribedTypes = ({ events = [], webhookEvents = [] }: EventSubscriptions): ReadonlySet<BusType> =>
  new Set([...events, ...webhookEvents]);

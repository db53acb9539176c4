/** The deliveries of webhooks, for receivers. */
import { EVENT_SCHEMAS } from '../../shared/domain/bus/events.schema.ts';
import { loosely } from '../events/schemas.ts';
import { pascal } from './names.ts';

/** `contact.created` as `ContactCreatedEvent`. */
const eventName = (type: string): string => `${pascal(type)}Event`;

const ref = (name: string) => `#/components/schemas/${name}`;

const TYPES = Object.keys(EVENT_SCHEMAS);

const delivery = {
  type: 'object',
  properties: {
    version: { const: 1 },
    delivery: { type: 'string', description: 'The same for each attempt, as in the header `webhook-id`' },
    webhook: { type: 'string', format: 'uuid' },
    workspace: { type: 'string', format: 'uuid' },
    events: {
      type: 'array',
      items: {
        oneOf: TYPES.map((type) => ({ $ref: ref(eventName(type)) })),
        discriminator: {
          propertyName: 'type',
          mapping: Object.fromEntries(TYPES.map((type) => [type, ref(eventName(type))])),
        },
      },
    },
  },
  required: ['version', 'delivery', 'webhook', 'workspace', 'events'],
};

/** For the document's components: what a delivery is, and each type of event. */
export const deliverySchemas = (): object => ({
  Delivery: delivery,
  ...Object.fromEntries(
    Object.entries(EVENT_SCHEMAS).map(([type, schema]) => {
      const { $schema: _, ...event } = loosely(schema);
      return [eventName(type), event];
    }),
  ),
});

const HEADERS = {
  'webhook-id': 'the delivery: the same for each attempt',
  'webhook-timestamp': 'when this attempt was made, in seconds since 1970',
  'webhook-signature': 'as https://www.standardwebhooks.com says, by the secret of the webhook',
  'dormouse-hops': 'how many deliveries led to it; send it with the requests that this delivery causes',
};

/** The request that a receiver gets. */
export const WEBHOOKS = {
  delivery: {
    post: {
      operationId: 'receive_delivery',
      summary: 'What has happened in a workspace; it comes again until it is answered with 2xx within ten seconds',
      tags: ['webhooks'],
      security: [],
      parameters: Object.entries(HEADERS).map(([name, description]) => ({
        in: 'header' as const,
        name,
        description,
        required: true,
        schema: { type: 'string' as const },
      })),
      requestBody: { required: true, content: { 'application/json': { schema: { $ref: ref('Delivery') } } } },
      responses: { '2XX': { description: 'It is not delivered again' } },
    },
  },
};

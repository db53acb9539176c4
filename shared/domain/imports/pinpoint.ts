import { cellsOf, groupCell, isObject, type JsonObject } from '../cells/json.ts';
import type { FileRecord } from '../cells/record.ts';

/** Whether an object is an endpoint of Amazon Pinpoint, as its export jobs write it. */
export const isEndpoint = (object: JsonObject): boolean =>
  typeof object['ChannelType'] === 'string' && ('Address' in object || 'EndpointStatus' in object || 'Id' in object);

/** Whether an object is a definition of segments, as `get-segment` or `get-segments` print it. */
export function isSegments(object: JsonObject): boolean {
  const { SegmentsResponse: several, SegmentResponse: one, Item: items } = object;
  return isObject(several) || isObject(one) || isSegment(Array.isArray(items) ? items[0] : object);
}

const isSegment = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['Id'] === 'string' &&
  (value['SegmentType'] === 'DIMENSIONAL' || value['SegmentType'] === 'IMPORT');

/** A person is a user with several endpoints, or an endpoint without a user. */
export function userOf(endpoint: JsonObject): string | null {
  const { UserId } = (endpoint['User'] ?? {}) as JsonObject;
  return typeof UserId === 'string' && UserId !== '' ? UserId : null;
}

/** Endpoints without a user are one person by channel and address, as several exports may contain one. */
export const keyOf = (endpoint: JsonObject): string =>
  userOf(endpoint) === null
    ? `endpoint ${String(endpoint['ChannelType'])} ${String(endpoint['Address'] ?? endpoint['Id'])}`
    : `user ${userOf(endpoint)}`;

/**
 * The cells of one person: an address for each endpoint, what any of them says, and the attributes of user and
 * endpoints. Opting out for one endpoint in use counts. An INACTIVE endpoint has lost its address to another, which is
 * no opt-out. Push tokens are no addresses, except Firebase's.
 *
 * @param groups - the segments for which they were exported
 */
export function personCells(endpoints: readonly JsonObject[], groups: Iterable<string> = []): FileRecord['cells'] {
  const used = endpoints.filter(({ EndpointStatus }) => EndpointStatus !== 'INACTIVE');
  const [first = {}] = endpoints;
  const user = (first['User'] ?? {}) as JsonObject;
  return [
    ...used.flatMap(addressCells),
    ...(userOf(first) === null ? [] : [['User.UserId', String(user['UserId'])] as const]),
    ...[...groups].map((group) => ['Segments', groupCell(group)] as const),
    ...oneOf(
      'OptOut',
      used.map(({ OptOut }) => OptOut),
      (values) => (values.includes('ALL') ? 'ALL' : values[0]),
    ),
    ...oneOf(
      'CreationDate',
      endpoints.map(({ CreationDate }) => CreationDate),
      (values) => values.sort()[0],
    ),
    ...oneOf(
      'EffectiveDate',
      endpoints.map(({ EffectiveDate }) => EffectiveDate),
      (values) => values.sort().at(-1),
    ),
    ...together([
      ...endpoints.flatMap(({ User }) =>
        cellsOf(((User as JsonObject | undefined)?.['UserAttributes'] ?? {}) as JsonObject, 'User.UserAttributes.'),
      ),
      ...endpoints.flatMap(({ Attributes }) => cellsOf((Attributes ?? {}) as JsonObject, 'Attributes.')),
      ...endpoints.flatMap(({ Metrics }) => cellsOf((Metrics ?? {}) as JsonObject, 'Metrics.')),
      ...endpoints.flatMap(({ Demographic }) => cellsOf((Demographic ?? {}) as JsonObject, 'Demographic.')),
      ...endpoints.flatMap(({ Location }) => cellsOf((Location ?? {}) as JsonObject, 'Location.')),
    ]),
  ];
}

const ADDRESSES: Readonly<Record<string, string>> = {
  SMS: 'Address (SMS)',
  VOICE: 'Address (SMS)',
  EMAIL: 'Address (EMAIL)',
  GCM: 'Address (GCM)',
};

/** Its samples write numbers with country code, but without `+`. */
function addressCells({ ChannelType, Address }: JsonObject): [string, string][] {
  const column = ADDRESSES[String(ChannelType)];
  const address = typeof Address === 'string' ? Address.trim() : '';
  if (column === undefined || address === '') return [];
  return [
    [
      column,
      column === 'Address (SMS)' && /^\d{11,15}$/.test(address) && !address.startsWith('0') ? `+${address}` : address,
    ],
  ];
}

function oneOf(
  column: string,
  given: readonly unknown[],
  choose: (values: string[]) => string | undefined,
): [string, string][] {
  const values = given.filter((value): value is string => typeof value === 'string' && value !== '');
  const chosen = choose([...values]);
  return chosen === undefined ? [] : [[column, chosen]];
}

/** Attributes are lists; several values, also of several endpoints, become one field, separated by commas. */
function together(cells: readonly (readonly [string, string])[]): [string, string][] {
  const found = new Map<string, string[]>();
  for (const [column, value] of cells) found.set(column, [...(found.get(column) ?? []), value]);
  return [...found].map(([column, values]) => [column, [...new Set(values)].join(', ')]);
}

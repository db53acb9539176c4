import { cellsOf, type JsonObject } from '../cells/json.ts';
import type { FileRecord } from '../cells/record.ts';
import { parseOutside } from '../text/json-nesting.ts';

/** A key in either spelling: files have `emailAddress`, the API's answers `EmailAddress`. */
const of = (object: JsonObject, key: string): unknown =>
  object[key] ?? object[key.charAt(0).toUpperCase() + key.slice(1)];

export const isSuppressed = (object: JsonObject): boolean =>
  of(object, 'emailAddress') !== undefined && /^(bounce|complaint)$/i.test(String(of(object, 'reason')));

export const isSesContact = (object: JsonObject): boolean =>
  of(object, 'emailAddress') !== undefined &&
  (of(object, 'unsubscribeAll') !== undefined ||
    of(object, 'topicPreferences') !== undefined ||
    of(object, 'attributesData') !== undefined);

/** A contact of a contact list: topics become groups, and leaving all of them is an opt-out. */
export function sesContactCells(object: JsonObject): FileRecord['cells'] {
  const topics = of(object, 'topicPreferences');
  return [
    ['emailAddress', String(of(object, 'emailAddress'))],
    ...('unsubscribeAll' in object || 'UnsubscribeAll' in object
      ? [['unsubscribeAll', String(of(object, 'unsubscribeAll'))] as const]
      : []),
    ...(Array.isArray(topics) ? (topics as JsonObject[]) : []).map(
      (topic) =>
        [`topicPreferences.${String(of(topic, 'topicName'))}`, String(of(topic, 'subscriptionStatus'))] as const,
    ),
    ...attributeCells(of(object, 'attributesData')),
    ...timeCells(object),
  ];
}

/** When the list created the contact, which only `GetContact` tells. */
const timeCells = (object: JsonObject): FileRecord['cells'] => {
  const created = of(object, 'createdTimestamp');
  return typeof created === 'string' ? [['createdTimestamp', created]] : [];
};

/** Attributes are JSON in a text; anything else stays a text. */
export function attributeCells(data: unknown): FileRecord['cells'] {
  if (typeof data !== 'string' || data.trim() === '') return [];
  const parsed = parseOutside(data);
  if (typeof parsed === 'object' && parsed !== null) return cellsOf(parsed as JsonObject, 'attributesData.');
  return [['attributesData', data]];
}

/** For a suppression list: a complaint is a person's wish; a bounce only means that the address does not work. */
export const suppressedCells = (email: string, reason: string): FileRecord['cells'] => [
  ['emailAddress', email],
  reason.toUpperCase() === 'COMPLAINT' ? ['Complaint', 'yes'] : ['Email bounced', 'yes'],
];

export const suppressionCells = (object: JsonObject): FileRecord['cells'] =>
  suppressedCells(String(of(object, 'emailAddress')), String(of(object, 'reason')));

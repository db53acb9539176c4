import { isBlank, isJsonObject, type Json } from '../json.ts';
import { flowUuid } from './references.ts';
import { BASE, languageCode } from './texts.ts';
import { isUuid } from './uuids.ts';

/** By the letter of old definitions. */
const TYPES: ReadonlyMap<unknown, string> = new Map([
  ['B', 'messaging_background'],
  ['F', 'messaging'],
  ['M', 'messaging'],
  ['S', 'messaging_offline'],
  ['U', 'messaging'],
  ['V', 'voice'],
]);

/** A definition with what stood around it (before version 7) and in its metadata (since). */
interface Parts {
  readonly around: Json;
  readonly definition: Json;
  readonly metadata: Json;
}

export function partsOf(json: Json): Parts {
  const inner = json['definition'];
  const definition = isJsonObject(inner) ? inner : json;
  const { metadata } = definition;
  return { around: json, definition, metadata: isJsonObject(metadata) ? metadata : {} };
}

/** The number that a flow had before uuids. */
export const flowNumber = ({ around, metadata }: Parts): unknown => metadata['id'] ?? around['id'];

/** The flow's own uuid, or one made of its number and name. */
export function flowUuidOf(parts: Parts): string {
  const { around, metadata } = parts;
  const own = [metadata['uuid'], around['uuid']].find(isUuid);
  return own ?? flowUuid(flowNumber(parts), nameOf(parts));
}

const nameOf = ({ around, metadata }: Parts): unknown =>
  isBlank(metadata['name']) ? around['name'] : metadata['name'];

/** The uuid of the node that the flow enters, if it says one. */
export const entryUuid = ({ around, definition }: Parts): unknown => definition['entry'] ?? around['entry'];

/** What version 13 has beside the nodes. The schema refuses a missing name, and an unknown type, as it came. */
export function flowHeadOf(parts: Parts): Json {
  const { around, metadata } = parts;
  const expires = Number(metadata['expires'] ?? around['expires'] ?? Number.NaN);
  const revision = Number(metadata['revision'] ?? 0);
  return {
    uuid: flowUuidOf(parts),
    name: nameOf(parts),
    spec_version: '13.0.0',
    language: languageOf(parts),
    type: flowTypeOf(parts),
    revision: Number.isSafeInteger(revision) ? revision : 0,
    ...(Number.isSafeInteger(expires) && { expire_after_minutes: expires }),
  };
}

/** Messaging, where the definition does not say it. */
export function flowTypeOf({ around, definition }: Parts): unknown {
  const type = definition['flow_type'] ?? around['flow_type'] ?? 'F';
  return TYPES.get(type) ?? type;
}

export function languageOf({ definition }: Parts): string {
  const { base_language: language } = definition;
  return isBlank(language) ? BASE : languageCode(String(language));
}

import type { JsonObject } from '../json.ts';

/** A segment of Amazon Pinpoint, as `get-segments` prints it. `definition` has its conditions. */
export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly definition: JsonObject;
}

/** One `SegmentResponse` (`get-segment`) or all of `get-segments`, with or without its name; null for anything else. */
export function segmentsIn(object: JsonObject): readonly Segment[] | null {
  const list = (objectIn(object, 'SegmentsResponse') ?? object)['Item'];
  if (Array.isArray(list)) return list.every(isSegment) ? list.map(segmentOf) : null;
  const one = objectIn(object, 'SegmentResponse') ?? object;
  return isSegment(one) ? [segmentOf(one)] : null;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectIn(object: JsonObject, key: string): JsonObject | null {
  const value = object[key];
  return isObject(value) ? value : null;
}

const isSegment = (value: unknown): value is JsonObject =>
  isObject(value) &&
  typeof value['Id'] === 'string' &&
  (value['SegmentType'] === 'DIMENSIONAL' || value['SegmentType'] === 'IMPORT');

function segmentOf(definition: JsonObject): Segment {
  const { Id, Name } = definition;
  const id = String(Id);
  return { id, name: typeof Name === 'string' && Name.trim() !== '' ? Name.trim() : id, definition };
}

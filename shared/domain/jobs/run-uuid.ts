import { dashed, type JobId } from '../ids.ts';

/** A contact's place in a start: the slice, and the position in it from 0. */
interface RunPlace {
  readonly job: JobId;
  readonly slice: number;
  readonly place: number;
}

const TAIL = 10;
const MOST_SLICES = 2 ** 24;
const MOST_PLACES = 2 ** 10;

/**
 * The uuid of a contact's run. It is not stored, but contains the start's time and end of uuid, slice and place, so
 * that the run can be found by it. A version 7 uuid, as in TextIt:
 *
 *     48 bits  milliseconds, from the uuid of the start     24 bits  slice
 *     12 bits  of the last 40 of that uuid                  10 bits  place
 *                                                           28 bits  the rest of those 40
 */
export function runUuid({ job, slice, place }: RunPlace): string {
  if (slice >= MOST_SLICES || place >= MOST_PLACES)
    throw new RangeError(`No uuid for place ${place} of slice ${slice}`);
  const digits = job.replaceAll('-', '');
  const tail = digits.slice(-TAIL);
  const low = (2n << 62n) | (BigInt(slice) << 38n) | (BigInt(place) << 28n) | BigInt(`0x${tail.slice(3)}`);
  return dashed(`${digits.slice(0, 12)}7${tail.slice(0, 3)}${low.toString(16)}`);
}

/** Slices whose numbers end alike in the integer id of a run, which has their last 10 bits. */
export const ENDS_OF_SLICES = 2 ** 10;

/** What the integer id of a run has of its uuid: the end of the start's uuid, and of the number of the slice. */
export const parseRunId = (id: number): { readonly ends: string; readonly endOfSlice: number } => ({
  ends: (BigInt(id) & 0xfffffffn).toString(16).padStart(7, '0'),
  endOfSlice: Number(BigInt(id) >> 38n),
});

/** The content of a run's uuid: slice, place, and both ends of its start's uuid. That start may not exist. */
export function parseRunUuid(uuid: string): {
  readonly begins: string;
  readonly ends: string;
  readonly slice: number;
  readonly place: number;
} {
  const digits = uuid.replaceAll('-', '');
  const low = BigInt(`0x${digits.slice(16)}`);
  const rest = (low & 0xfffffffn).toString(16).padStart(7, '0');
  return {
    begins: `${digits.slice(0, 8)}-${digits.slice(8, 12)}-`,
    ends: `${digits.slice(13, 16)}${rest}`,
    slice: Number((low >> 38n) & 0xffffffn),
    place: Number((low >> 28n) & 0x3ffn),
  };
}

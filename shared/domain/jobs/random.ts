import type { ContactId, JobId } from '../ids.ts';

/** A random sequence, the same for one contact in one job, so that repeats branch alike. */
export const randomFor = (job: JobId, contact: ContactId): (() => number) => sequenceOf(`${job}${contact}`);

/** The random sequence (mulberry32) of a seed: numbers of at least 0 and less than 1. */
export function sequenceOf(seed: string): () => number {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

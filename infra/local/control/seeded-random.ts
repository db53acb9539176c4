/** Random decisions from one seed. Each subject has its own sequence, so that subjects do not affect each other. */
interface SeededRandom {
  /** The next number of the subject's sequence, at least 0 and less than 1. */
  draw(subject: string): number;
  /** True with this probability, from 0 to 1. */
  happens(subject: string, probability: number): boolean;
}

export function createSeededRandom(seed: number): SeededRandom {
  const sequences = new Map<string, () => number>();
  const draw = (subject: string): number => {
    const sequence = sequences.get(subject) ?? mulberry32(hash(`${seed} ${subject}`));
    sequences.set(subject, sequence);
    return sequence();
  };
  return { draw, happens: (subject, probability) => probability > 0 && draw(subject) < probability };
}

function mulberry32(start: number): () => number {
  let state = start;
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

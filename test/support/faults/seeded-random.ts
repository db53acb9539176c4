import { sequenceOf } from '../../../shared/domain/jobs/random.ts';

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
    const sequence = sequences.get(subject) ?? sequenceOf(`${seed} ${subject}`);
    sequences.set(subject, sequence);
    return sequence();
  };
  return { draw, happens: (subject, probability) => probability > 0 && draw(subject) < probability };
}

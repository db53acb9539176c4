import type fc from 'fast-check';

/** One sort of input that this code and TextIt both answer: templates, queries, requests. */
export interface Kind {
  /** What the peer must set up before it answers: the workspace, its contacts, the present. Any JSON. */
  readonly world: unknown;
  /** How many of the inputs are of this kind, beside the shares of others: few where an answer takes long. */
  readonly share: number;
  /** All inputs there are; any JSON. */
  readonly inputs: fc.Arbitrary<unknown>;
  /** This code's answer, any JSON; undefined where it depends on chance, so that no two answers can be compared. */
  readonly answer: (input: unknown) => unknown;
  /** The part of an answer that must be the same; all of it, unless it is given. */
  readonly compared?: (answer: unknown) => unknown;
  /** Ends what answering has started. */
  readonly close?: () => Promise<void>;
}

/** A line of a file: an input with somebody's answer. */
export interface Line {
  readonly kind: string;
  readonly input: unknown;
  readonly answer?: unknown;
}

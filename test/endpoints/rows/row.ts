import type { HttpFunction, PerEndpoint } from '../../../functions/endpoints.ts';
import type { Named } from './named.ts';

/** A request; its endpoint is given by its place in the rows. */
export interface Sent {
  /** Query parameters. */
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown;
}

interface Good extends Sent {
  readonly status: number;
  /** The expected body: a value or an asymmetric matcher; not compared when left out. */
  readonly answer?: unknown;
}

interface Refused extends Sent {
  /** 400 when left out. */
  readonly status?: number;
  readonly answer: unknown;
}

/** What the tests of all endpoints need to know of one method of one endpoint. */
export interface Row {
  readonly may: 'every role' | 'writers' | 'administrators';
  /** A request that succeeds, also after the good requests of all other rows. */
  readonly good: (own: Named) => Good;
  /** Requests that are refused and change nothing, by what is wrong with them; empty when nothing can be wrong. */
  readonly refused: Readonly<Record<string, (own: Named) => Refused>>;
  /**
   * Requests that name something of another workspace, by what they name: they are answered as if it did not exist, and
   * do not change it. Empty when a request can name nothing.
   */
  readonly foreign: Readonly<Record<string, (theirs: Named, own: Named) => Sent>>;
}

/** The rows of a function: one for each method of its endpoints, or it does not compile. */
export type Rows<Fn extends HttpFunction> = PerEndpoint<Fn, Row>;

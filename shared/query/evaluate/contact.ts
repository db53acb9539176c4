/** The text of a field, and the other forms in which it could be read. */
export interface QueryFieldValue {
  readonly text: string;
  /** A canonical decimal, as `parseNumber` gives it. */
  readonly number?: string | undefined;
  /** µs since 1970. */
  readonly datetime?: number | undefined;
}

/** What the evaluator reads of a contact. Times are µs since 1970; a missing or null property is not set. */
export interface QueryContact {
  readonly uuid: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly status: string;
  /** Scheme and path of each address, in order. */
  readonly urns: readonly (readonly [scheme: string, path: string])[];
  /** By key. */
  readonly fields: Readonly<Record<string, QueryFieldValue | undefined>>;
  /** UUIDs. */
  readonly groups: readonly string[];
  readonly createdOn: number;
  readonly lastSeenOn: number | null;
  readonly tickets: number;
  /** Values of the attributes that `QueryEnv.attributes` adds: texts, canonical decimals, or times in µs since 1970. */
  readonly added?: Readonly<Record<string, string | number | null>>;
  /** Only for systems that have an id and a ref. */
  readonly id?: string;
  readonly ref?: string;
  /** UUID of the flow the contact is in. */
  readonly flow?: string | null;
  /** UUIDs of the flows the contact has been in. */
  readonly history?: readonly string[];
}

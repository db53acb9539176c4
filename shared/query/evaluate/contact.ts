/** A field's value: its text, and the other readings of it that could be made. */
export interface QueryFieldValue {
  readonly text: string;
  /** A canonical decimal, as `parseNumber` gives it. */
  readonly number?: string | undefined;
  /** µs since 1970. */
  readonly datetime?: number | undefined;
}

/** What the evaluator looks at in a contact. All times in µs since 1970; what is left out or null is not set. */
export interface QueryContact {
  readonly uuid: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly status: string;
  /** Scheme and path of each, in order. */
  readonly urns: readonly (readonly [scheme: string, path: string])[];
  /** By key. */
  readonly fields: Readonly<Record<string, QueryFieldValue | undefined>>;
  /** UUIDs. */
  readonly groups: readonly string[];
  readonly createdOn: number;
  readonly lastSeenOn: number | null;
  /** How many are open. */
  readonly tickets: number;
  /** Values of the attributes that `QueryEnv.attributes` adds: texts, canonical decimals, or times in µs since 1970. */
  readonly added?: Readonly<Record<string, string | number | null>>;
  /** Only for systems that have such: */
  readonly id?: string;
  readonly ref?: string;
  /** UUID of the flow the contact is in. */
  readonly flow?: string | null;
  /** UUIDs of the flows the contact has been in. */
  readonly history?: readonly string[];
}

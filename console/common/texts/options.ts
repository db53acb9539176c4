export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  readonly description?: string;
}

/** The options that a part of the texts labels. */
export const optionsOf = <Value extends string>(labels: Readonly<Record<Value, string>>): readonly Option<Value>[] =>
  (Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value] }));

/** The options that the API describes, in the order of the texts. A value without a text has the API's label. */
export const optionsIn = (described: Readonly<Record<string, string>>, words: Readonly<Record<string, string>>) =>
  optionsOf({ ...words, ...described, ...words });

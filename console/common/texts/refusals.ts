/** Sentences for refusals, by the API's code; `data` fills their gaps. */
export type Refusals = Readonly<Record<string, (data: Readonly<Record<string, string>>) => string>>;

/** Tells how many deliveries led to a request, so that a webhook that changes contacts ends: Dormouse's own header. */
export const HOPS_HEADER = 'dormouse-hops';

/** What came from so many deliveries in a row is not delivered again. */
export const MOST_HOPS = 3;

/** Deliveries that led to something; absent for what nobody's webhook caused. */
export interface Hopping {
  readonly hops?: number;
}

/** The hops of a request by its headers, with names in lower case. Of several values the highest counts. */
export function hopsOf(headers: Readonly<Record<string, string | undefined>>): Hopping {
  const values = (headers[HOPS_HEADER] ?? '').split(',').map((text) => text.trim());
  const hops = Math.max(0, ...values.filter((text) => /^\d+$/.test(text)).map(Number));
  return hops > 0 ? { hops: Math.min(hops, MOST_HOPS) } : {};
}

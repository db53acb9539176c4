/** The same JSON with U+FFFD for each half of a surrogate pair, which cannot be stored. */
export function wellFormed(json: unknown): unknown {
  if (typeof json === 'string') return json.toWellFormed();
  if (Array.isArray(json)) return json.map(wellFormed);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key.toWellFormed(), wellFormed(value)]));
}

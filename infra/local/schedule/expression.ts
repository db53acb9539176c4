type Timing = { readonly everyMs: number } | { readonly cron: string };

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Parses `rate(5 minutes)` or `cron(…)`, as a seven-part pattern for croner. Refuses anything else by name. */
export function parseSchedule(expression: string): Timing {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count !== undefined && unit !== undefined) return { everyMs: Number(count) * (UNIT_MS[unit] ?? 0) };
  const [, fields] = /^cron\((.+)\)$/.exec(expression) ?? [];
  const parts = fields?.trim().split(/\s+/) ?? [];
  if (parts.length !== 6) throw new Error(`The local runner does not know the schedule ${expression}.`);
  // "?" means "no value"; croner would read it as the present time.
  return { cron: ['0', ...parts.map((part) => (part === '?' ? '*' : part))].join(' ') };
}

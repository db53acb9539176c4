import type { Api } from '../api.ts';
import { duration } from './progress.ts';

/** Requests an hour by default (TextIt's limit). */
const DEFAULT_RATE = 3_600;
/** The highest rate that settings.json accepts. */
const HIGHEST_RATE = 1_000_000;
const HOUR = 3_600_000;

type Rates = Readonly<Record<string, number>>;

const ratesOf = async (api: Api): Promise<Rates> => (await api.get('settings.json'))['api_rates'] as Rates;

/** Raises the workspace's rate limits so that they do not slow the seeding. They stay so. */
export async function raiseLimits(api: Api): Promise<void> {
  const rates = { ...(await ratesOf(api)), v2: HIGHEST_RATE, 'v2.contacts': HIGHEST_RATE };
  await api.post('settings.json', { api_rates: rates });
}

/** A line about the wait for rate limits while seeding; null without a wait. */
export async function limitsWarning(api: Api, contacts: number): Promise<string | null> {
  const rates = await ratesOf(api);
  // A contact is one request, and most have an event, which has its own rate scope.
  const anHour = Math.min(rates['v2.contacts'] ?? DEFAULT_RATE, rates['v2'] ?? DEFAULT_RATE);
  if (contacts <= anHour) return null;
  const atLeast = duration(Math.floor((contacts - 1) / anHour) * HOUR);
  const allowed = `The workspace's rate limit allows ${anHour.toLocaleString('en')} contacts an hour`;
  return `${allowed}: this takes over ${atLeast}. --raise-limits raises it.`;
}

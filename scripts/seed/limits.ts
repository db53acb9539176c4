import type { Api } from '../api.ts';
import { duration } from './progress.ts';

/** What a workspace may ask an hour when its settings say nothing (TextIt's limit). */
const DEFAULT_RATE = 3_600;
/** The highest that settings.json takes. */
const HIGHEST_RATE = 1_000_000;
const HOUR = 3_600_000;

type Rates = Readonly<Record<string, number>>;

const ratesOf = async (api: Api): Promise<Rates> => (await api.get('settings.json'))['api_rates'] as Rates;

/** Sets the workspace's rate limits so high that they do not slow a filling down. They stay so. */
export async function raiseLimits(api: Api): Promise<void> {
  const rates = { ...(await ratesOf(api)), v2: HIGHEST_RATE, 'v2.contacts': HIGHEST_RATE };
  await api.post('settings.json', { api_rates: rates });
}

/** A line on how long the workspace's rate limits make a filling wait; null when they do not. */
export async function limitsWarning(api: Api, contacts: number): Promise<string | null> {
  const rates = await ratesOf(api);
  // A contact is one request, and one event for most of them, in a scope of its own.
  const anHour = Math.min(rates['v2.contacts'] ?? DEFAULT_RATE, rates['v2'] ?? DEFAULT_RATE);
  if (contacts <= anHour) return null;
  const atLeast = duration(Math.floor((contacts - 1) / anHour) * HOUR);
  const allowed = `The workspace's rate limit allows ${anHour.toLocaleString('en')} contacts an hour`;
  return `${allowed}: this takes over ${atLeast}. --raise-limits raises it.`;
}

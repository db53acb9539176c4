import { truncate } from '../text/truncate.ts';

/** TextIt 6.9. */
const MOST_ENTRIES = 256;
const LONGEST_KEY = 255;
const LONGEST_TEXT = 640;

type Normal = string | number | boolean | { readonly [key: string]: Normal };

/** The deprecated `extra` as TextIt makes it (6.9): simple keys, lists as objects, null as "", 256 entries. */
export function normalizeExtra(extra: object): object {
  const budget = { left: MOST_ENTRIES };
  return normalEntries(extra, budget);
}

function normalEntries(value: object, budget: { left: number }): { [key: string]: Normal } {
  const entries: [string, Normal][] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (budget.left === 0) break;
    budget.left--;
    entries.push([normalKey(key), normal(inner, budget)]);
  }
  return Object.fromEntries(entries);
}

function normal(value: unknown, budget: { left: number }): Normal {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'object' && value !== null) return normalEntries(value, budget);
  return typeof value === 'string' ? truncate(value, LONGEST_TEXT) : '';
}

const normalKey = (key: string): string => key.slice(0, LONGEST_KEY).replace(/[^a-zA-Z0-9_]/g, '_');

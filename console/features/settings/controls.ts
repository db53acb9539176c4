import { CHOICES, type Settings } from '../../common/api/index.ts';
import type { Change } from './api.ts';
import { eventsAsText, eventsOfText } from './event-types.tsx';

type Words = Settings['stop_words'];

/** Keywords as they are typed: one on each line, or a language and its words on each line. */
function wordsAsText(words: Words): string {
  if (words === null) return '';
  if (Array.isArray(words)) return words.join('\n');
  return Object.entries(words)
    .map(([language, some]) => `${language}: ${some.join(', ')}`)
    .join('\n');
}

/** Typed keywords as the API takes them; null when nothing is typed, which means the default words. */
function wordsOfText(text: string): Words {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return null;
  const byLanguage = lines.map((line) => /^([a-z]{3}):(.*)$/.exec(line));
  if (byLanguage.some((match) => match === null)) return lines;
  return Object.fromEntries(byLanguage.map((match) => [match?.[1] ?? '', listOf(match?.[2] ?? '')]));
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

export type Value = string | boolean;

export interface Control {
  /** The key of its texts. A part of a setting has the setting's name before it: `api_rates.v2`. */
  readonly id: string;
  readonly kind:
    | 'text'
    | 'number'
    | 'area'
    | 'flag'
    | 'choice'
    | 'events'
    | 'decimal'
    | 'country'
    | 'timezone'
    | 'currency'
    | 'languages';
  readonly options?: readonly string[];
  readonly read: (settings: Settings) => Value;
  /** @param change - the changes of other controls */
  readonly write: (value: Value, settings: Settings, change: Change) => Change;
}

type KeysOf<Kind> = { [Key in keyof Settings]: Settings[Key] extends Kind ? Key : never }[keyof Settings];

/** A text or a number; empty means no value. */
export const text = (
  id: KeysOf<string | number | null>,
  kind: 'text' | 'number' | 'decimal' | 'country' | 'timezone' | 'currency' = 'text',
): Control => ({
  id,
  kind,
  read: (settings) => String(settings[id] ?? ''),
  write: (value) => ({ [id]: value === '' ? null : value }),
});

export const flag = (id: KeysOf<boolean>): Control => ({
  id,
  kind: 'flag',
  read: (settings) => settings[id],
  write: (value) => ({ [id]: value }),
});

export const choice = (id: 'date_style' | 'opts_in_by'): Control => ({
  id,
  kind: 'choice',
  options: CHOICES.settings[id],
  read: (settings) => settings[id],
  write: (value) => ({ [id]: value }),
});

export const keywords = (id: 'stop_words' | 'start_words' | 'help_words'): Control => ({
  id,
  kind: 'area',
  read: (settings) => wordsAsText(settings[id]),
  write: (value) => ({ [id]: wordsOfText(String(value)) }),
});

/** Language codes, separated by commas. */
export const languages: Control = {
  id: 'languages',
  kind: 'languages',
  read: (settings) => settings.languages.join(', '),
  write: (value) => ({
    languages: String(value)
      .split(/[\s,]+/)
      .filter((code) => code !== ''),
  }),
};

export const events: Control = {
  id: 'events',
  kind: 'events',
  read: (settings) => eventsAsText(settings.events),
  write: (value) => ({ events: eventsOfText(String(value)) }),
};

/** Whether a second person approves large jobs of a kind. */
export const approveKind = (kind: Settings['approve_kinds'][number]): Control => ({
  id: `approve_kinds.${kind}`,
  kind: 'flag',
  read: (settings) => settings.approve_kinds.includes(kind),
  write(value, settings, { approve_kinds: kinds = settings.approve_kinds }) {
    return { approve_kinds: value === true ? [...kinds, kind] : kinds.filter((one) => one !== kind) };
  },
});

/** A number in a map; empty means the service's default. */
export const member = (map: 'api_rates' | 'limits', key: string): Control => ({
  id: `${map}.${key}`,
  kind: 'number',
  read: (settings) => String((settings[map] as Readonly<Record<string, number>>)[key] ?? ''),
  write(value, settings, change) {
    const { [key]: _, ...others }: Record<string, unknown> = { ...settings[map], ...change[map] };
    return { [map]: value === '' ? others : { ...others, [key]: value } };
  },
});

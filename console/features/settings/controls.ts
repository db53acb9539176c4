import type { Settings } from '../../common/api/types.ts';
import type { Change } from './api.ts';
import { eventsAsText, eventsOfText } from './event-types.tsx';
import { wordsAsText, wordsOfText } from './keyword-lists.ts';

/** What is typed or chosen in one control. */
export type Value = string | boolean;

/** One setting: how it is shown, and how what was typed becomes part of a change. */
export interface Control {
  /** Of its texts: those of one part of a setting share the setting's name, `api_rates.v2`. */
  readonly id: string;
  readonly kind: 'text' | 'number' | 'area' | 'flag' | 'choice' | 'events';
  /** Of a choice. */
  readonly options?: readonly string[];
  readonly read: (settings: Settings) => Value;
  /** @param change - of other controls that were changed as well */
  readonly write: (value: Value, settings: Settings, change: Change) => Change;
}

type KeysOf<Kind> = { [Key in keyof Settings]: Settings[Key] extends Kind ? Key : never }[keyof Settings];

/** Nothing typed is no value. */
export const text = (id: KeysOf<string | number | null>, kind: 'text' | 'number' = 'text'): Control => ({
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

export const choice = (id: KeysOf<string>, options: readonly string[]): Control => ({
  id,
  kind: 'choice',
  options,
  read: (settings) => settings[id],
  write: (value) => ({ [id]: value }),
});

export const keywords = (id: 'stop_words' | 'start_words' | 'help_words'): Control => ({
  id,
  kind: 'area',
  read: (settings) => wordsAsText(settings[id]),
  write: (value) => ({ [id]: wordsOfText(String(value)) }),
});

/** Language codes, with commas between them. */
export const languages: Control = {
  id: 'languages',
  kind: 'text',
  read: (settings) => settings.languages.join(', '),
  write: (value) => ({
    languages: String(value)
      .split(/[\s,]+/)
      .filter((code) => code !== ''),
  }),
};

/** What is told on the bus. */
export const events: Control = {
  id: 'events',
  kind: 'events',
  read: (settings) => eventsAsText(settings.events),
  write: (value) => ({ events: eventsOfText(String(value)) }),
};

/** A number in a map; nothing typed is the service's own. */
export const member = (map: 'api_rates' | 'limits', key: string): Control => ({
  id: `${map}.${key}`,
  kind: 'number',
  read: (settings) => String((settings[map] as Readonly<Record<string, number>>)[key] ?? ''),
  write(value, settings, change) {
    const { [key]: _, ...others }: Record<string, unknown> = { ...settings[map], ...change[map] };
    return { [map]: value === '' ? others : { ...others, [key]: value } };
  },
});

import { isJsonObject, type Json } from '../json.ts';
import { type Translation, translateTemplate } from './expressions/template.ts';
import type { References } from './references.ts';
import { readTexts } from './texts.ts';
import type { Uuids } from './uuids.ts';

/** What the parts of one definition are migrated with. */
export interface Context {
  readonly language: string;
  readonly isVoice: boolean;
  readonly uuids: Uuids;
  readonly translation: Translation;
  readonly references: References;
  readonly localization: Localizer;
}

/** An action without its uuid, in version 13's form. */
export type ActionMigration = (action: Json, uuid: string, context: Context) => Json;

/** Collects translations as version 13 keeps them: by language, by uuid, by property. */
export class Localizer {
  readonly #languages: Record<string, Record<string, Record<string, readonly string[]>>> = {};

  add(language: string, uuid: string, property: string, texts: readonly string[]): void {
    const byUuid = this.#languages[language] ?? {};
    this.#languages[language] = { ...byUuid, [uuid]: { ...byUuid[uuid], [property]: texts } };
  }

  json = (): Json => this.#languages;
}

/** A text with expressions, in the present language. Anything else is none. */
export const presentTemplate = (json: unknown, { language, translation }: Context): string =>
  translateTemplate(readTexts(json, language).own, translation);

/** The flow's own text of a property, in the present language; its translations are collected. */
export function localized(
  json: unknown,
  { uuid, property }: { readonly uuid: string; readonly property: string },
  { language, translation, localization }: Context,
): string {
  const { own, translations } = readTexts(json, language);
  for (const [code, text] of translations)
    if (text !== '') localization.add(code, uuid, property, [translateTemplate(text, translation)]);
  return translateTemplate(own, translation);
}

/** The objects in a list; anything else is no part of a definition. */
export function objectsIn(holder: Json, key: string): readonly Json[] {
  const list = holder[key];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** The settings of a rule set. */
export const configOf = ({ config }: Json): Json => (isJsonObject(config) ? config : {});

/** The headers of a request, which were a list of names and values. */
export const headersOf = (holder: Json, context: Context): Readonly<Record<string, string>> =>
  Object.fromEntries(
    objectsIn(holder, 'webhook_headers').map(({ name, value }) => [
      String(name ?? ''),
      presentTemplate(value, context),
    ]),
  );

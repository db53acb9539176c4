import type { RunStep } from './flow.ts';

/** Texts by language, by the uuid of what they belong to, by property: `{"spa":{"<uuid>":{"arguments":["si"]}}}`. */
export type Localization = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/**
 * The languages to try before the flow's own: the contact's, when it is one of the workspace's, then the workspace's first.
 * None once the flow's own language is reached.
 */
export function preferredLanguages({ contact, assets, flow }: RunStep): readonly string[] {
  const { languages } = assets.settings;
  const wanted = [...languages.filter((language) => language === contact.language), ...languages.slice(0, 1)];
  const own = wanted.indexOf(flow.language);
  return own < 0 ? wanted : wanted.slice(0, own);
}

/** A text's first translation among the languages to try; undefined where there is none, and the flow's own text holds. */
export const translated = (
  step: RunStep,
  localization: Localization,
  uuid: string,
  property: string,
): string | undefined =>
  preferredLanguages(step)
    .map((language) => textsIn(localization, language, uuid, property)?.[0])
    .find((text) => text !== undefined);

/** A property's texts in one language; null when they are not translated. */
export function textsIn(
  localization: Localization,
  language: string,
  uuid: string,
  property: string,
): readonly string[] | null {
  const texts = localization[language]?.[uuid]?.[property];
  const translated = Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string');
  return translated ? texts : null;
}

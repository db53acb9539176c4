import type { RunStep } from './flow.ts';

/** Texts by language, by the uuid of what they belong to, by property: `{"spa":{"<uuid>":{"arguments":["si"]}}}`. */
export type Localization = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** The languages to try before the flow's own: the contact's, if the workspace has it, then the workspace's first. */
export function preferredLanguages({ contact, assets, flow }: RunStep): readonly string[] {
  const { languages } = assets.settings;
  const wanted = [...languages.filter((language) => language === contact.language), ...languages.slice(0, 1)];
  const own = wanted.indexOf(flow.language);
  return own < 0 ? wanted : wanted.slice(0, own);
}

/** The first translation of a text in the languages to try; undefined when the flow's own text holds. */
export const translated = (
  step: RunStep,
  localization: Localization,
  uuid: string,
  property: string,
): string | undefined =>
  preferredLanguages(step)
    .map((language) => textsIn(localization, language, uuid, property)?.[0])
    .find((text) => text !== undefined);

/** A property's texts in one language; null when it is not translated. */
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

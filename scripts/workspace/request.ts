import { isSupportedCountry } from 'libphonenumber-js/min';
import type { NewWorkspace } from '../../shared/data/workspace/index.ts';
import { isLanguage } from '../../shared/domain/contacts/languages.ts';
import { isTimeZone } from '../../shared/query/values/civil.ts';

export type WorkspaceRequest = Omit<NewWorkspace, 'now'>;

interface Given {
  readonly country?: string | undefined;
  readonly timezone?: string | undefined;
  readonly language?: string[] | undefined;
  readonly token?: string | undefined;
}

const MAX_NAME = 64;
const SHORTEST_TOKEN = 8;

/** Reads the command line; throws what to type instead if it makes no sense. */
export function readRequest(name: string, { country, timezone, language: languages, token }: Given): WorkspaceRequest {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > MAX_NAME) {
    throw new Error(`Give the workspace a name of at most ${MAX_NAME} characters: create "Radio Kigali".`);
  }
  const upper = country?.toUpperCase();
  if (upper !== undefined && !isSupportedCountry(upper)) {
    throw new Error(`"${country}" is not an ISO-3166 country code, such as "RW".`);
  }
  if (timezone !== undefined && !isTimeZone(timezone)) {
    throw new Error(`"${timezone}" is not an IANA time zone, such as "Africa/Kigali".`);
  }
  const unknown = languages?.find((code) => !isLanguage(code));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not an ISO 639-3 language code, such as "kin".`);
  if (token !== undefined && (token.length < SHORTEST_TOKEN || /\s/.test(token))) {
    throw new Error(`A token has at least ${SHORTEST_TOKEN} characters and no spaces.`);
  }
  return { name: trimmed, country: upper, timezone, languages, token };
}

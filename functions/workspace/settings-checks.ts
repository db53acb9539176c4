import { isLanguage } from '../../shared/domain/contacts/languages.ts';
import { looksForAddresses } from '../../shared/domain/groups/stored-query.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { DEFAULT_RATE } from '../../shared/lambda/rate-limit.ts';
import { RATE_SCOPES } from '../../shared/lambda/rate-scopes.ts';
import { isTimeZone } from '../../shared/query/values/civil.ts';
import { type GivenSettings, LIMITED } from './settings-body.ts';
import { checkWords } from './settings-words.ts';

/** Adds the errors that the schemas of the fields do not find. */
export function checkBody(given: GivenSettings, errors: FieldErrors): void {
  const { languages, timezone, events } = given;
  for (const [index, language] of (languages ?? []).entries()) {
    if (!isLanguage(language)) errors.addItem('languages', index, { code: 'no_language' });
    if (languages?.indexOf(language) !== index) errors.addItem('languages', index, { code: 'named_twice' });
  }
  if (timezone !== undefined && !isTimeZone(timezone))
    errors.add('timezone', { code: 'no_time_zone', value: timezone });
  for (const [index, type] of (events ?? []).entries())
    if (events?.indexOf(type) !== index) errors.addItem('events', index, { code: 'type_twice' });
  checkWords(given, errors);
  checkNames('api_rates', given.api_rates, RATE_SCOPES, errors);
  checkNames('limits', given.limits, LIMITED, errors);
}

/** In an anonymous workspace, groups.json must not show an address, or a group that reveals an owner. */
export function checkGroups(errors: FieldErrors, assets: Assets, now: Instant): void {
  for (const group of assets.groups.values())
    if (looksForAddresses(group, assets, now)) errors.add('anon', { code: 'group_needs_addresses', group: group.name });
}

/** @param highest - requests an hour that the deployment's operator allows */
export function checkRates(rates: GivenSettings['api_rates'], errors: FieldErrors, highest = DEFAULT_RATE): void {
  for (const [scope, rate] of Object.entries(rates ?? {}))
    if (rate > highest) errors.addItem('api_rates', scope, { code: 'rate_too_high', most: highest });
}

/** Refuses an unknown name as a mistake. */
function checkNames(setting: string, given: object | undefined, names: readonly string[], errors: FieldErrors): void {
  for (const name of Object.keys(given ?? {}))
    if (!names.includes(name))
      errors.addItem(setting, name, { code: 'none_of', value: name, values: names.join(', ') });
}

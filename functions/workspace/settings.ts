import { isSupportedCountry } from 'libphonenumber-js/min';
import * as z from 'zod/mini';
import { updateSettings } from '../../shared/data/workspace/index.ts';
import { BUS_TYPES } from '../../shared/domain/bus/types.ts';
import { isLanguage } from '../../shared/domain/contacts/languages.ts';
import { looksForAddresses } from '../../shared/domain/groups/stored-query.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { MOST_DELAY_HOURS } from '../../shared/domain/jobs/scheduled-start.ts';
import { historyDays, LEAST_DAYS, MOST_DAYS, messagesDays } from '../../shared/domain/retention.ts';
import { choice, flag, list, map, text, whole } from '../../shared/domain/schema.ts';
import { type Assets, confirmAboveOf, DATE_STYLES, OPTS_IN_BY, type Settings } from '../../shared/domain/workspace.ts';
import { LARGEST_LIMIT, MAX_FIELDS, MAX_GROUPS } from '../../shared/domain/workspace-names.ts';
import { endpoint, type Fields, keeping, ok, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { DEFAULT_RATE } from '../../shared/lambda/rate-limit.ts';
import { RATE_SCOPES } from '../../shared/lambda/rate-scopes.ts';
import { sweepAfterChange } from '../../shared/services/dormancy/sweep.ts';
import { submitRepairGroups } from '../../shared/services/groups/repair.ts';
import type { settingsSchema } from './answers.schema.ts';
import { checkPurge, purgeStart, shownStart } from './settings-purge.ts';
import { checkWords, showWords, WORDS } from './settings-words.ts';

const body = {
  name: z.optional(text({ max: 64 })),
  country: z.optional(z.nullable(text({ min: 2, max: 2 }))),
  languages: z.optional(list(text({ min: 3, max: 3 }))),
  timezone: z.optional(text()),
  date_style: z.optional(choice(DATE_STYLES)),
  anon: z.optional(flag()),
  dormancy_days: z.optional(whole(1, 3_650)),
  delete_any_status: z.optional(flag()),
  confirm_above: z.optional(whole(0, 1_000_000_000)),
  delete_delay_hours: z.optional(whole(0, MOST_DELAY_HOURS)),
  opts_in_by: z.optional(choice(OPTS_IN_BY)),
  ...WORDS,
  flows_may_opt_in: z.optional(flag()),
  messages_days: z.optional(whole(LEAST_DAYS, MOST_DAYS)),
  history_days: z.optional(whole(LEAST_DAYS, MOST_DAYS)),
  purge_archived_after_days: z.optional(z.nullable(whole(LEAST_DAYS, MOST_DAYS))),
  purge_count: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
  api_rates: z.optional(map(whole(1, 1_000_000))),
  limits: z.optional(map(whole(1, LARGEST_LIMIT))),
  events: z.optional(list(choice(BUS_TYPES))),
};

const LIMITED = ['groups', 'fields'] as const;

export const getSettings = endpoint({
  summary: 'The workspace settings',
  parse: () => null,
  handle: (_, { assets }) => ok(showSettings(assets.settings)),
});

/**
 * POST settings.json: changes only the given keys. It has its own rate limit, so that a rate that was set too low can
 * be corrected. Smart groups with dates follow another time zone or date style at once, and dormancy flags another
 * number of days.
 */
export const saveSettings = writeEndpoint({
  summary: 'Change workspace settings',
  roles: ['administrator'],
  scope: 'v2.settings',
  body,
  strict: true,
  async parse({ given, errors, runtime, caller, assets, now }) {
    checkBody(given, errors);
    if (given.anon) checkGroups(errors, assets, now);
    checkRates(given.api_rates, errors, runtime.config.maxApiRate);
    if (errors.body === null) await checkPurge(given, errors, { runtime, caller, assets, now });
    if (!errors.none(given)) return errors;
    return { ...patchOf(given), ...purgeStart(given, assets.settings, now) };
  },
  async handle(patch, { runtime, caller, assets, now }) {
    const settings = await updateSettings(runtime.data, caller.workspace, patch, now);
    // By what was sent, not by what is new: another request may have changed it back and forth since the settings were
    // read.
    if (patch.timezone !== undefined || patch.dateStyle !== undefined)
      await submitRepairGroups(runtime, caller.workspace, { assets: { ...assets, settings }, by: caller.id, now });
    const movesDeadline = patch.dormancyDays !== undefined || patch.timezone !== undefined;
    if (movesDeadline) await sweepAfterChange(runtime, caller.workspace, { settings, by: caller.id, now });
    return keeping(ok(showSettings(settings)), null);
  },
  made: 'nothing',
  replay: (_, { assets }) => ({ body: showSettings(assets.settings) }),
});

/** The change in the body, in the names of `Settings`. */
const patchOf = ({
  country,
  date_style,
  dormancy_days,
  delete_any_status,
  confirm_above,
  delete_delay_hours,
  opts_in_by,
  stop_words,
  start_words,
  help_words,
  flows_may_opt_in,
  api_rates,
  messages_days,
  history_days,
  purge_archived_after_days,
  purge_count: _,
  ...same
}: Fields<typeof body>) =>
  present({
    ...same,
    country: country?.toUpperCase() ?? country,
    dateStyle: date_style,
    dormancyDays: dormancy_days,
    deleteAnyStatus: delete_any_status,
    confirmAbove: confirm_above,
    deleteDelayHours: delete_delay_hours,
    optsInBy: opts_in_by,
    stopWords: stop_words,
    startWords: start_words,
    helpWords: help_words,
    flowsMayOptIn: flows_may_opt_in,
    apiRates: api_rates,
    messagesDays: messages_days,
    historyDays: history_days,
    purgeArchivedAfterDays: purge_archived_after_days,
  });

/** The object without undefined keys. */
const present = <T extends object>(given: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };

function checkBody(given: Partial<Fields<typeof body>>, errors: FieldErrors): void {
  const { country, languages, timezone, events } = given;
  if (country && !isSupportedCountry(country.toUpperCase()))
    errors.add('country', { code: 'no_country', value: country });
  if (languages?.length === 0) errors.add('languages', { code: 'no_languages' });
  for (const [index, language] of (languages ?? []).entries()) {
    if (!isLanguage(language)) errors.addItem('languages', index, { code: 'no_language' });
    if (languages?.indexOf(language) !== index) errors.addItem('languages', index, { code: 'named_twice' });
  }
  if (timezone !== undefined && !isTimezone(timezone))
    errors.add('timezone', { code: 'no_time_zone', value: timezone });
  for (const [index, type] of (events ?? []).entries())
    if (events?.indexOf(type) !== index) errors.addItem('events', index, { code: 'type_twice' });
  checkWords(given, errors);
  checkNames('api_rates', given.api_rates, RATE_SCOPES, errors);
  checkNames('limits', given.limits, LIMITED, errors);
}

/** In an anonymous workspace, groups.json must not show an address, or a group that reveals an owner. */
function checkGroups(errors: FieldErrors, assets: Assets, now: Instant): void {
  for (const group of assets.groups.values())
    if (looksForAddresses(group, assets, now)) errors.add('anon', { code: 'group_needs_addresses', group: group.name });
}

/** @param highest - requests an hour that the deployment's operator allows */
function checkRates(rates: Fields<typeof body>['api_rates'], errors: FieldErrors, highest = DEFAULT_RATE): void {
  for (const [scope, rate] of Object.entries(rates ?? {}))
    if (rate > highest) errors.addItem('api_rates', scope, { code: 'rate_too_high', most: highest });
}

/** Refuses an unknown name as a mistake. */
function checkNames(setting: string, given: object | undefined, names: readonly string[], errors: FieldErrors): void {
  for (const name of Object.keys(given ?? {}))
    if (!names.includes(name))
      errors.addItem(setting, name, { code: 'none_of', value: name, values: names.join(', ') });
}

function isTimezone(name: string): boolean {
  try {
    return /^[A-Z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    // Intl throws a RangeError for an unknown name; there is no other check.
    return false;
  }
}

const showSettings = (settings: Settings): z.output<typeof settingsSchema> => ({
  uuid: settings.uuid,
  name: settings.name,
  country: settings.country,
  languages: [...settings.languages],
  timezone: settings.timezone,
  date_style: settings.dateStyle,
  anon: settings.anon,
  dormancy_days: settings.dormancyDays,
  delete_any_status: settings.deleteAnyStatus,
  confirm_above: confirmAboveOf(settings),
  delete_delay_hours: settings.deleteDelayHours ?? 0,
  opts_in_by: settings.optsInBy ?? 'any_message',
  ...showWords(settings),
  flows_may_opt_in: settings.flowsMayOptIn ?? false,
  messages_days: messagesDays(settings),
  history_days: historyDays(settings),
  purge_archived_after_days: settings.purgeArchivedAfterDays ?? null,
  purges_from: shownStart(settings),
  api_rates: { ...settings.apiRates },
  limits: { groups: MAX_GROUPS, fields: MAX_FIELDS, ...settings.limits },
  events: [...(settings.events ?? [])],
});

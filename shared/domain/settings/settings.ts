/** Every setting that a workspace may change, one record each. Forms, answers and types follow from them. */
import * as z from 'zod/mini';
import type { DateStyle } from '../../query/query.ts';
import { isTimeZone } from '../../query/values/civil.ts';
import { APPROVAL_KINDS, approvalLimit, confirmAboveOf, isWider } from '../approvals.ts';
import { BUS_TYPES } from '../bus-types.ts';
import type { CamelCase } from '../case.ts';
import { isLanguage } from '../contacts/languages.ts';
import { countryCode } from '../countries.ts';
import { DEFAULT_NIGHT_SHARE } from '../policies/stage-rule.ts';
import { amount, list, text } from '../schema.ts';
import { LANGUAGE } from '../text-forms.ts';
import { LARGEST_LIMIT, MAX_FIELDS, MAX_GROUPS } from '../workspace-names.ts';
import { RATE_SCOPES } from './rate-scopes.ts';
import { historyDays, LEAST_DAYS, MOST_DAYS, messagesDays } from './retention.ts';
import {
  aFlag,
  aNumber,
  aText,
  type Kept,
  numberForEach,
  oneWord,
  refuseTwice,
  refuseUnnamed,
  setting,
  severalWords,
  someNumber,
  unique,
} from './setting.ts';
import { wordsSetting } from './words.ts';

/** The currencies that are in use, by ISO 4217. The list is ours, so that another release of Node changes no answer. */
const CURRENCIES = (
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP ' +
  'CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF ' +
  'IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD ' +
  'MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB ' +
  'RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU ' +
  'UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'
).split(' ');

/** The currency in which a workspace says what a contact costs. */
const currencyOf = ({ currency = 'USD' }: { readonly currency?: string }): string => currency;

export const DATE_STYLES = ['day_first', 'month_first', 'year_first'] as const satisfies readonly DateStyle[];
export const OPTS_IN_BY = ['any_message', 'start_words'] as const;

const LIMITED = ['groups', 'fields'] as const;
/** Of contacts that a job is over. */
const MOST_CONTACTS = 1_000_000_000;
/** Hours that a deletion may wait. */
const MOST_DELAY_HOURS = 720;
/** Of one contact and month, in any currency. */
const HIGHEST_PRICE = 1_000_000;

export const SETTINGS = {
  name: setting(aText({ max: 64 }), { part: 'workspace' }),
  /** ISO 3166 alpha-2 for phone numbers without a country code; null: they are refused. */
  country: setting({ control: 'country', body: countryCode(), answer: z.nullable(z.string()) }, { part: 'workspace' }),
  /** IANA name. */
  timezone: setting(
    { control: 'timezone', body: text({ form: { format: 'time-zone' } }), answer: z.string() },
    {
      part: 'workspace',
      check(zone, refuse) {
        if (!isTimeZone(zone)) refuse({ code: 'no_time_zone', value: zone });
      },
    },
  ),
  /** ISO 639-3; the first is the primary one. */
  languages: setting(
    {
      control: 'languages',
      body: unique(list(text({ min: 3, max: 3, form: LANGUAGE }), 100, { code: 'no_languages' })),
      answer: z.array(z.string()),
    },
    {
      part: 'workspace',
      check(languages, refuse) {
        for (const [index, language] of languages.entries())
          if (!isLanguage(language)) refuse({ code: 'no_language' }, index);
        refuseTwice(languages, refuse, 'named_twice');
      },
    },
  ),
  date_style: setting(oneWord(DATE_STYLES), { part: 'workspace' }),
  /** Days without a sign of life after which an active contact is flagged dormant. */
  dormancy_days: setting(aNumber(1, 3_650), { part: 'workspace' }),
  /** What a reachable contact costs the workspace a month, and the currency (ISO 4217); null: it does not say. */
  contact_price: setting(
    { control: 'decimal', body: z.nullable(amount(HIGHEST_PRICE)), answer: z.nullable(z.number()) },
    { part: 'workspace', default: null },
  ),
  currency: setting(
    { control: 'currency', body: oneWord(CURRENCIES).body, answer: z.string() },
    { part: 'workspace', default: currencyOf({}) },
  ),
  /** Bulk changes of more contacts need a preview, its token and the typed count. */
  confirm_above: setting(aNumber(0, MOST_CONTACTS), { part: 'safety', default: confirmAboveOf({}) }),
  /** Hours that a confirmed deletion waits. */
  delete_delay_hours: setting(aNumber(0, MOST_DELAY_HOURS), { part: 'safety', default: 0 }),
  /** Work over more contacts waits for a second person; null: none does. */
  approve_above: setting(someNumber(0, MOST_CONTACTS), {
    part: 'safety',
    default: null,
    loosens: (to, _, { above }) => to === null || to > above,
  }),
  approve_kinds: setting(severalWords('flags', APPROVAL_KINDS), {
    part: 'safety',
    default: APPROVAL_KINDS,
    loosens: (to, from) => from.some((kind) => !to.includes(kind)),
  }),
  /** Percent of all people that policies stop, archive or delete in one night before somebody is asked; null: any. */
  policies_night_share: setting(someNumber(1, 100), {
    part: 'safety',
    default: DEFAULT_NIGHT_SHARE,
    loosens: isWider,
  }),
  /** TextIt's API deletes at any status; without this, only archived contacts can be deleted. */
  delete_any_status: setting(aFlag(), { part: 'safety' }),
  /** Addresses are masked in every answer. */
  anon: setting(aFlag(), { part: 'safety' }),
  stop_words: wordsSetting(),
  start_words: wordsSetting(),
  help_words: wordsSetting(),
  /** What opts a stopped contact in: any message (TextIt's rule), or only a start word. */
  opts_in_by: setting(oneWord(OPTS_IN_BY), { part: 'optOuts', default: 'any_message' }),
  /** Whether a flow may make a contact active that opted out, as in TextIt. */
  flows_may_opt_in: setting(aFlag(), {
    part: 'optOuts',
    default: false,
    loosens: (to, from, { settings }) => to && !from && approvalLimit(settings, 'lift_opt_outs') !== null,
  }),
  messages_days: setting(aNumber(LEAST_DAYS, MOST_DAYS), { part: 'retention', default: messagesDays({}) }),
  history_days: setting(aNumber(LEAST_DAYS, MOST_DAYS), { part: 'retention', default: historyDays({}) }),
  /** Days after which archived contacts are deleted for good; null: never. */
  purge_archived_after_days: setting(someNumber(LEAST_DAYS, MOST_DAYS), {
    part: 'own',
    default: null,
    loosens: (to, from, { settings, purged }) =>
      isSooner(to, from) && purged > (approvalLimit(settings, 'delete') ?? purged),
  }),
  /** Requests an hour by scope; TextIt's default is 3,600. */
  api_rates: setting(numberForEach(RATE_SCOPES, 1_000_000), {
    part: 'rates',
    check: (rates, refuse) => refuseUnnamed(rates, RATE_SCOPES, refuse),
  }),
  /** Limits of groups and fields, if they differ from the default. */
  limits: setting(
    { ...numberForEach(LIMITED, LARGEST_LIMIT), answer: z.object({ groups: z.int(), fields: z.int() }) },
    {
      part: 'rates',
      default: {},
      check: (limits, refuse) => refuseUnnamed(limits, LIMITED, refuse),
      shown: (limits) => ({ groups: MAX_GROUPS, fields: MAX_FIELDS, ...limits }),
    },
  ),
  /** Event types on the bus. */
  events: setting(severalWords('events', BUS_TYPES), {
    part: 'bus',
    default: [],
    check: (types, refuse) => refuseTwice(types, refuse, 'type_twice'),
  }),
};

/** Whether contacts become due for deletion that were not. */
export const isSooner = (to: number | null, from: number | null): boolean =>
  to !== null && (from === null || to < from);

type All = typeof SETTINGS;
export type SettingName = keyof All;

type Named<Names extends SettingName> = {
  readonly [Name in Names as CamelCase<Name>]: Kept<z.output<All[Name]['body']>>;
};
type Defaulted = { [Name in SettingName]: All[Name] extends { readonly default: unknown } ? Name : never }[SettingName];

/** The settings as they are stored: those with a default may be left out. */
export type StoredSettings = Named<Exclude<SettingName, Defaulted>> & Partial<Named<Defaulted>>;

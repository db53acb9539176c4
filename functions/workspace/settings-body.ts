import * as z from 'zod/mini';
import type { SettingsPatch } from '../../shared/data/workspace/index.ts';
import { APPROVAL_KINDS } from '../../shared/domain/approvals.ts';
import { BUS_TYPES } from '../../shared/domain/bus/types.ts';
import { camelCase, type SnakeCase } from '../../shared/domain/case.ts';
import { countryCode } from '../../shared/domain/countries.ts';
import { CURRENCIES } from '../../shared/domain/currencies.ts';
import { MOST_DELAY_HOURS } from '../../shared/domain/jobs/scheduled-start.ts';
import { LEAST_DAYS, MOST_DAYS } from '../../shared/domain/retention.ts';
import { amount, choice, type Form, flag, list, map, text, whole } from '../../shared/domain/schema.ts';
import { LANGUAGE } from '../../shared/domain/text-forms.ts';
import { DATE_STYLES, OPTS_IN_BY } from '../../shared/domain/workspace.ts';
import { LARGEST_LIMIT } from '../../shared/domain/workspace-names.ts';
import type { Fields } from '../../shared/lambda/endpoint.ts';
import { RATE_SCOPES } from '../../shared/lambda/rate-scopes.ts';
import { WORDS } from './settings-words.ts';

/** A key for each setting that a caller may change. */
type BodyOf<Patch> = {
  readonly [Name in keyof Patch & string as Exclude<
    SnakeCase<Name>,
    'purges_from' | 'purges_by' | 'proposed'
  >]-?: z.core.$ZodType<Patch[Name] | undefined>;
} & { readonly purge_count: z.core.$ZodType };

/** `checkBody` refuses what is listed twice, and other keys. */
const unique = <Items extends z.ZodMiniType>(items: Items): Items => items.check(z.meta({ uniqueItems: true }));
const oneOfWords = (words: readonly string[]): Form => ({ pattern: `^(${words.join('|').replaceAll('.', '[.]')})$` });

/** Of one contact and month, in any currency. */
const HIGHEST_PRICE = 1_000_000;

export const LIMITED = ['groups', 'fields'] as const;

export const body = {
  name: z.optional(text({ max: 64 })),
  country: z.optional(countryCode()),
  languages: z.optional(unique(list(text({ min: 3, max: 3, form: LANGUAGE }), 100, { code: 'no_languages' }))),
  timezone: z.optional(text({ form: { format: 'time-zone' } })),
  date_style: z.optional(choice(DATE_STYLES)),
  anon: z.optional(flag()),
  dormancy_days: z.optional(whole(1, 3_650)),
  delete_any_status: z.optional(flag()),
  confirm_above: z.optional(whole(0, 1_000_000_000)),
  approve_above: z.optional(z.nullable(whole(0, 1_000_000_000))),
  approve_kinds: z.optional(unique(list(choice(APPROVAL_KINDS)))),
  delete_delay_hours: z.optional(whole(0, MOST_DELAY_HOURS)),
  opts_in_by: z.optional(choice(OPTS_IN_BY)),
  ...WORDS,
  flows_may_opt_in: z.optional(flag()),
  messages_days: z.optional(whole(LEAST_DAYS, MOST_DAYS)),
  history_days: z.optional(whole(LEAST_DAYS, MOST_DAYS)),
  purge_archived_after_days: z.optional(z.nullable(whole(LEAST_DAYS, MOST_DAYS))),
  purge_count: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
  api_rates: z.optional(map(whole(1, 1_000_000), 100, oneOfWords(RATE_SCOPES))),
  limits: z.optional(map(whole(1, LARGEST_LIMIT), 100, oneOfWords(LIMITED))),
  contact_price: z.optional(z.nullable(amount(HIGHEST_PRICE))),
  currency: z.optional(choice(CURRENCIES)),
  events: z.optional(unique(list(choice(BUS_TYPES)))),
} satisfies BodyOf<SettingsPatch>;

export type GivenSettings = Partial<Fields<typeof body>>;

/** The change in the body, in the names of `Settings`. */
export function patchOf({ purge_count: _, ...given }: Fields<typeof body>): SettingsPatch {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  const patch: SettingsPatch = Object.fromEntries(named.map(([name, value]) => [camelCase(name), value]));
  return typeof patch.country === 'string' ? { ...patch, country: patch.country.toUpperCase() } : patch;
}

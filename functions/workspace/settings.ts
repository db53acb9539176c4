import * as z from 'zod/mini';
import { countDays } from '../../shared/data/contacts/index.ts';
import { updateSettings } from '../../shared/data/workspace/index.ts';
import { changesOf } from '../../shared/domain/audit.ts';
import { camelCase, snakeCase } from '../../shared/domain/case.ts';
import { looksForAddresses } from '../../shared/domain/groups/stored-query.ts';
import { dayOf, type Instant } from '../../shared/domain/instant.ts';
import { dayAfter, FIRST_DAY, lastDayDue, purgesFrom } from '../../shared/domain/policies/purge.ts';
import { heldBack, proposedUntil } from '../../shared/domain/settings/loosening.ts';
import type { Setting } from '../../shared/domain/settings/setting.ts';
import { isSooner, SETTINGS, type SettingName } from '../../shared/domain/settings/settings.ts';
import {
  type Actor,
  type Assets,
  type ProposedChange,
  personBehind,
  type Settings,
} from '../../shared/domain/workspace.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import { endpoint, keeping, ok, type RequestContext, writeEndpoint } from '../../shared/lambda/http/endpoint.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { DEFAULT_RATE } from '../../shared/lambda/http/rate-limit.ts';
import { submitRepairGroups } from '../../shared/services/groups/repair.ts';
import { sweepNow } from '../../shared/services/lifecycle/sweep.ts';
import { body, checkSettings, type GivenSettings, patchOf } from './settings-body.ts';

/** The parts of a body about the deletion of archived contacts. */
interface Given {
  readonly purge_archived_after_days?: number | null | undefined;
  /** The number that the caller has seen of contacts that the first night would delete. */
  readonly purge_count?: number | undefined;
}

/** A change that waits for another administrator, who asks for the same. */
const proposedShown = presenter<ProposedChange>()({
  change: [
    z.record(z.string(), z.unknown()),
    ({ change }) => Object.fromEntries(Object.entries(change).map(([name, value]) => [snakeCase(name), value])),
  ],
  by: [z.object({ uuid: z.string(), name: z.string() }), ({ by }) => ({ uuid: by.id, name: by.name })],
  on: timestamp,
  until: [timestamp, proposedUntil],
});

const ofRecords = Object.fromEntries(
  Object.entries<Setting>(SETTINGS).map(([name, { answer, shown: show, default: usual }]) => {
    const read = (settings: Settings) => {
      const value = settings[camelCase(name as SettingName)] ?? usual ?? null;
      return show ? show(value as never) : value;
    };
    return [name, [answer, read]];
  }),
) as unknown as {
  readonly [Name in SettingName]: readonly [(typeof SETTINGS)[Name]['answer'], (settings: Settings) => never];
};

export const settingsShown = presenter<Settings>('Settings')({
  uuid: z.uuid(),
  ...ofRecords,
  /** A change that lets one person do more, until another administrator asks for the same. */
  proposed: orNull(proposedShown),
  purges_from: [
    orNull(timestamp),
    ({ purgeArchivedAfterDays: days = null, purgesFrom: from }) => (days === null ? null : from),
  ],
});

export const getSettings = endpoint({
  summary: 'The workspace settings',
  answers: shown(settingsShown),
  parse: () => null,
  handle: (_, { assets }) => ok(settingsShown.show(assets.settings)),
});

/** POST settings.json: changes only given keys; smart groups and dormancy flags follow. A rate limit of its own. */
export const saveSettings = writeEndpoint({
  summary: 'Change workspace settings',
  answers: shown(settingsShown),
  roles: ['administrator'],
  scope: 'v2.settings',
  body,
  strict: true,
  async parse({ given, errors, runtime, caller, assets, now }) {
    checkSettings(given, errors);
    if (given.anon) checkGroups(errors, assets, now);
    checkRates(given.api_rates, errors, runtime.config.maxApiRate);
    if (errors.body === null) await checkPurge(given, errors, { runtime, caller, assets, now });
    if (!errors.none(given)) return errors;
    const asking = { by: personBehind(caller), purged: given.purge_count ?? 0, now };
    return heldBack({ ...patchOf(given), ...purgeStart(given, assets.settings, asking) }, assets.settings, asking);
  },
  async handle(patch, { runtime, caller, assets, now }) {
    const settings = await updateSettings(runtime.data, caller.workspace, patch, now);
    // By what was sent, not by what is new: another request may have changed it back and forth since the settings were
    // read.
    if (patch.timezone !== undefined || patch.dateStyle !== undefined)
      await submitRepairGroups(runtime, caller.workspace, { assets: { ...assets, settings }, by: caller.id, now });
    const movesDeadline = patch.dormancyDays !== undefined || patch.timezone !== undefined;
    if (movesDeadline) await sweepNow(runtime, caller.workspace, { settings, by: caller.id, now });
    return keeping(ok(settingsShown.show(settings)), null);
  },
  audit(patch, { assets }, { body: after }) {
    const asked = new Set(Object.keys(patch).map(snakeCase));
    const details = changesOf(settingsShown.show(assets.settings), after as ReturnType<typeof settingsShown.show>);
    const own = Object.fromEntries(Object.entries(details).filter(([key]) => asked.has(key)));
    return { kind: 'settings.changed', details: own };
  },
  made: 'nothing',
  replay: (_, { assets }) => ({ body: settingsShown.show(assets.settings) }),
});

/** In an anonymous workspace, groups.json must not show an address, or a group that reveals an owner. */
function checkGroups(errors: FieldErrors, assets: Assets, now: Instant): void {
  for (const group of assets.groups.values())
    if (looksForAddresses(group, assets, now)) errors.add('anon', { code: 'group_needs_addresses', group: group.name });
}

/** @param highest - requests an hour that the deployment's operator allows */
function checkRates(rates: GivenSettings['api_rates'], errors: FieldErrors, highest = DEFAULT_RATE): void {
  for (const [scope, rate] of Object.entries(rates ?? {}))
    if (rate > highest) errors.addItem('api_rates', scope, { code: 'rate_too_high', most: highest });
}

/** Deleting sooner needs the number of the first night's contacts; a wrong one is answered with the right one. */
async function checkPurge(
  given: Given,
  errors: FieldErrors,
  { runtime, caller, assets, now }: Pick<RequestContext, 'runtime' | 'caller' | 'assets' | 'now'>,
): Promise<void> {
  const { purge_archived_after_days: days, purge_count: known } = given;
  if (typeof days !== 'number' || !isSooner(days, assets.settings.purgeArchivedAfterDays ?? null)) return;
  const night = purgesFrom(now);
  const before = dayAfter(lastDayDue(days, night));
  const [count = 0] = await countDays(runtime.data, caller.workspace, 'archived', [{ from: FIRST_DAY, before }]);
  if (known === count) return;
  const refusal = { code: 'purge_count', count, before, day: dayOf(night), again: count } as const;
  errors.add('purge_archived_after_days', refusal);
}

/** When it begins to hold, and who wants it so, if contacts become due that were not. */
const purgeStart = (
  { purge_archived_after_days: days = null }: Given,
  { purgeArchivedAfterDays: before = null }: Settings,
  { by, now }: { readonly by: Actor; readonly now: Instant },
): Pick<Settings, 'purgesFrom' | 'purgesBy'> =>
  isSooner(days, before) ? { purgesFrom: purgesFrom(now), purgesBy: by } : {};

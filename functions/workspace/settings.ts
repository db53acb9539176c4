import type * as z from 'zod/mini';
import { updateSettings } from '../../shared/data/workspace/index.ts';
import { APPROVAL_KINDS } from '../../shared/domain/approvals.ts';
import { changesOf } from '../../shared/domain/audit.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { heldBack, proposedUntil } from '../../shared/domain/loosening.ts';
import { historyDays, messagesDays } from '../../shared/domain/retention.ts';
import {
  confirmAboveOf,
  currencyOf,
  type ProposedChange,
  personBehind,
  type Settings,
} from '../../shared/domain/workspace.ts';
import { MAX_FIELDS, MAX_GROUPS } from '../../shared/domain/workspace-names.ts';
import { endpoint, keeping, ok, writeEndpoint } from '../../shared/lambda/endpoint.ts';
import { sweepAfterChange } from '../../shared/services/dormancy/sweep.ts';
import { submitRepairGroups } from '../../shared/services/groups/repair.ts';
import type { settingsSchema } from './answers.schema.ts';
import { body, patchOf } from './settings-body.ts';
import { checkBody, checkGroups, checkRates } from './settings-checks.ts';
import { checkPurge, purgeStart, shownStart } from './settings-purge.ts';
import { showWords } from './settings-words.ts';

export const getSettings = endpoint({
  summary: 'The workspace settings',
  parse: () => null,
  handle: (_, { assets }) => ok(showSettings(assets.settings)),
});

/** POST settings.json: changes only given keys; smart groups and dormancy flags follow. A rate limit of its own. */
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
    if (movesDeadline) await sweepAfterChange(runtime, caller.workspace, { settings, by: caller.id, now });
    return keeping(ok(showSettings(settings)), null);
  },
  audit(patch, { assets }, { body: shown }) {
    const asked = new Set(Object.keys(patch).map(inSnakeCase));
    const details = changesOf(showSettings(assets.settings), shown as ReturnType<typeof showSettings>);
    const own = Object.fromEntries(Object.entries(details).filter(([key]) => asked.has(key)));
    return { kind: 'settings.changed', details: own };
  },
  made: 'nothing',
  replay: (_, { assets }) => ({ body: showSettings(assets.settings) }),
});

/** A change that waits for another administrator, who asks for the same. */
const showProposed = (proposed: ProposedChange | null): z.output<typeof settingsSchema>['proposed'] =>
  proposed && {
    change: Object.fromEntries(Object.entries(proposed.change).map(([name, value]) => [inSnakeCase(name), value])),
    by: { uuid: proposed.by.id, name: proposed.by.name },
    on: formatInstant(proposed.on),
    until: formatInstant(proposedUntil(proposed)),
  };

const inSnakeCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

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
  approve_above: settings.approveAbove ?? null,
  approve_kinds: [...(settings.approveKinds ?? APPROVAL_KINDS)],
  proposed: showProposed(settings.proposed ?? null),
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
  contact_price: settings.contactPrice ?? null,
  currency: currencyOf(settings),
  events: [...(settings.events ?? [])],
});

/** Settings that let one person do more: while a second person must approve large jobs, one must ask for them too. */
import { APPROVAL_HOURS, MICROS_PER_HOUR } from '../approvals.ts';
import { camelCase } from '../case.ts';
import { type Instant, instant } from '../instant.ts';
import type { Actor, ProposedChange, Settings } from '../workspace.ts';
import type { Setting } from './setting.ts';
import { SETTINGS, type StoredSettings } from './settings.ts';

type Change = ProposedChange['change'];

interface Asking {
  readonly by: Actor;
  /** Contacts that the first night would delete after the change. */
  readonly purged: number;
  readonly now: Instant;
}

/** Until when a second person can ask for the same. */
export const proposedUntil = ({ on }: Pick<ProposedChange, 'on'>): Instant =>
  instant(on + APPROVAL_HOURS * MICROS_PER_HOUR);

/**
 * What is stored of a change: all of it, or without what lets one person do more. That waits until another
 * administrator asks for the same within 48 hours. A change that lets nobody do more ends an earlier one that waits.
 */
export function heldBack<Patch extends Partial<Settings>>(
  patch: Patch,
  settings: Settings,
  { by, purged, now }: Asking,
): Patch & Pick<Partial<Settings>, 'proposed'> {
  const asked = GUARDED.filter(({ name }) => patch[name] !== undefined);
  const above = settings.approveAbove ?? null;
  const looser = asked.filter(
    ({ name, loosens, default: usual }) =>
      above !== null && loosens(patch[name] as never, (settings[name] ?? usual) as never, { settings, above, purged }),
  );
  const { proposed = null } = settings;
  if (looser.length === 0) return asked.length > 0 && proposed !== null ? { ...patch, proposed: null } : patch;
  const change: Change = Object.fromEntries(looser.map(({ name }) => [name, patch[name]]));
  if (proposed !== null && isSeconded(proposed, by, now) && isSame(proposed.change, change))
    return { ...patch, proposed: null };
  const held: string[] = looser.map(({ name }) => name);
  if (held.includes('purgeArchivedAfterDays')) held.push('purgesFrom', 'purgesBy');
  const rest = Object.fromEntries(Object.entries(patch).filter(([name]) => !held.includes(name))) as Patch;
  return { ...rest, proposed: { change, by, on: now } };
}

interface Asked extends Pick<ProposedChange, 'on'> {
  readonly by: { readonly id: string };
}

/** Whether somebody else has asked before, and it still waits. */
export const isSeconded = (proposed: Asked, by: Actor, now: Instant): boolean =>
  proposed.by.id !== by.id && now < proposedUntil(proposed);

/** Settings of which some change lets one person do more, by their names in `Settings`. */
const GUARDED = Object.entries(SETTINGS).flatMap(([key, { loosens, ...rest }]: [string, Setting]) =>
  loosens ? [{ name: camelCase(key) as keyof StoredSettings, loosens, default: rest.default }] : [],
);

const isSame = (one: Change, other: Change): boolean =>
  GUARDED.every(({ name }) => JSON.stringify(sorted(one[name])) === JSON.stringify(sorted(other[name])));

const sorted = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);

/** Settings that let one person do more: while a second person must approve large jobs, one must ask for them too. */
import { APPROVAL_HOURS, APPROVAL_KINDS, type ApprovalSettings, approvalLimit, MICROS_PER_HOUR } from './approvals.ts';
import { type Instant, instant } from './instant.ts';
import { type Actor, GUARDED, type ProposedChange, type Settings } from './workspace.ts';

type Guarded = ProposedChange['change'];

interface Asking {
  readonly by: Actor;
  /** Contacts that the first night would delete after the change. */
  readonly purged: number;
  readonly now: Instant;
}

/** Until when a second person can ask for the same. */
export const proposedUntil = ({ on }: ProposedChange): Instant => instant(on + APPROVAL_HOURS * MICROS_PER_HOUR);

/**
 * What is stored of a change: all of it, or without what lets one person do more. That waits until another
 * administrator asks for the same within 48 hours. A change that lets nobody do more ends an earlier one that waits.
 */
export function heldBack<Patch extends Partial<Settings>>(
  patch: Patch,
  settings: Settings,
  { by, purged, now }: Asking,
): Patch & Pick<Partial<Settings>, 'proposed'> {
  const looser = GUARDED.filter((name) => patch[name] !== undefined && loosens(name, patch, settings, purged));
  const touched = GUARDED.some((name) => patch[name] !== undefined);
  const { proposed = null } = settings;
  if (looser.length === 0) return touched && proposed !== null ? { ...patch, proposed: null } : patch;
  const change: Guarded = Object.fromEntries(looser.map((name) => [name, patch[name]]));
  const isSeconded =
    proposed !== null && proposed.by.id !== by.id && now < proposedUntil(proposed) && isSame(proposed.change, change);
  if (isSeconded) return { ...patch, proposed: null };
  const held: readonly string[] = looser.includes('purgeArchivedAfterDays')
    ? [...looser, 'purgesFrom', 'purgesBy']
    : looser;
  const rest = Object.fromEntries(Object.entries(patch).filter(([name]) => !held.includes(name))) as Patch;
  return { ...rest, proposed: { change, by, on: now } };
}

function loosens(
  name: keyof Guarded,
  patch: Partial<Settings>,
  settings: ApprovalSettings & Guarded,
  purged: number,
): boolean {
  const { approveAbove: above = null, approveKinds: kinds = APPROVAL_KINDS } = settings;
  if (above === null) return false;
  if (name === 'approveAbove') return patch.approveAbove == null || patch.approveAbove > above;
  if (name === 'approveKinds') return kinds.some((kind) => !patch.approveKinds?.includes(kind));
  if (name === 'flowsMayOptIn')
    return patch.flowsMayOptIn === true && !settings.flowsMayOptIn && approvalLimit(settings, 'lift_opt_outs') !== null;
  return patch.purgesFrom !== undefined && purged > (approvalLimit(settings, 'delete') ?? purged);
}

const isSame = (one: Guarded, other: Guarded): boolean =>
  GUARDED.every((name) => JSON.stringify(sorted(one[name])) === JSON.stringify(sorted(other[name])));

const sorted = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);

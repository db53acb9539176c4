/** What is repaired, by what was wrong. */
export const FINDING_KINDS = [
  /** A contact that is what none may be: in a deleted group, not in a smart group that it matches. */
  'contacts',
  /** A contact that said another place in an index than its own. */
  'indexes',
  /** A membership that its roster had not. */
  'rosters',
  /** A roster entry without a membership. */
  'stale_rosters',
  /** An address whose owner was missing or wrong. */
  'identities',
  /** A contact whose history did not say what it is. */
  'history',
  /** A message that the log of the workspace had not. */
  'messages',
  /** What was left of a contact that is deleted. */
  'leftovers',
  /** History or messages that the workspace keeps no longer. */
  'outlived',
  /** A folder or group whose count was wrong. */
  'counts',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** How many of each; what was never wrong is left out. */
export type RepairCounts = Readonly<Partial<Record<FindingKind, number>>>;

export const NO_REPAIRS: RepairCounts = {};

export const addRepairCounts = (a: RepairCounts, b: RepairCounts): RepairCounts =>
  Object.fromEntries(
    FINDING_KINDS.flatMap((what) => {
      const count = (a[what] ?? 0) + (b[what] ?? 0);
      return count === 0 ? [] : [[what, count]];
    }),
  );

/** Something that is not as it should be, and how it is put right. */
export interface Finding<Subject> {
  readonly what: FindingKind;
  /** What is looked at again before anything is done. */
  readonly subject: Subject;
  /** Writes on condition that everything still is as it was read; false when it is not. */
  mend(): Promise<boolean>;
}

/**
 * Looks at all subjects as cheaply as can be, then once more, consistently, at those with which something seems wrong: what was only under
 * way is right by then. What still is wrong is mended.
 */
export async function repairFindings<Subject>(
  subjects: readonly Subject[],
  find: (some: readonly Subject[], consistent: boolean) => Promise<readonly Finding<Subject>[]>,
): Promise<RepairCounts> {
  let suspects = new Set((await find(subjects, false)).map(({ subject }) => subject));
  let mended = NO_REPAIRS;
  for (let time = 0; time < TIMES && suspects.size > 0; time++) {
    const findings = await find([...suspects], true);
    suspects = new Set();
    for (const { what, subject, mend } of findings) {
      if (await mend()) mended = addRepairCounts(mended, { [what]: 1 });
      else suspects.add(subject);
    }
  }
  return mended;
}

/** What others change meanwhile is looked at again so often at most; then it is left to the next repair. */
const TIMES = 3;

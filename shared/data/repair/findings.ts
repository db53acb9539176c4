const FINDING_KINDS = [
  /** A contact in a forbidden state: in a deleted group, or not in a smart group that it matches. */
  'contacts',
  /** A contact with wrong index attributes. */
  'indexes',
  /** A membership without a roster entry. */
  'rosters',
  /** A roster entry without a membership. */
  'stale_rosters',
  /** An address with a missing or wrong owner. */
  'identities',
  /** A contact that differs from its history. */
  'history',
  /** A message that is missing in the workspace's log. */
  'messages',
  /** A leftover of a deleted contact. */
  'leftovers',
  /** History or messages that the workspace no longer keeps. */
  'outlived',
  /** A folder or group with a wrong count. */
  'counts',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** How many of each kind; kinds without any are left out. */
export type RepairCounts = Readonly<Partial<Record<FindingKind, number>>>;

export const NO_REPAIRS: RepairCounts = {};

export const addRepairCounts = (a: RepairCounts, b: RepairCounts): RepairCounts =>
  Object.fromEntries(
    FINDING_KINDS.flatMap((what) => {
      const count = (a[what] ?? 0) + (b[what] ?? 0);
      return count === 0 ? [] : [[what, count]];
    }),
  );

export interface Finding<Subject> {
  readonly what: FindingKind;
  /** The subject to look at again before anything is repaired. */
  readonly subject: Subject;
  /** Writes on condition that everything is still as it was read; false when it is not. */
  mend(): Promise<boolean>;
}

/** Is called at once for each thing that was mended: what fails later does not undo it. */
export type OnMended = (mended: RepairCounts) => void;

/** Looks at all cheaply, then again at what seems wrong, as work in progress is done by then; repairs the rest. */
export async function repairFindings<Subject>(
  subjects: readonly Subject[],
  find: (some: readonly Subject[], consistent: boolean) => Promise<readonly Finding<Subject>[]>,
  onMended: OnMended = () => {},
): Promise<RepairCounts> {
  let suspects = new Set((await find(subjects, false)).map(({ subject }) => subject));
  let mended = NO_REPAIRS;
  for (let time = 0; time < TIMES && suspects.size > 0; time++) {
    const findings = await find([...suspects], true);
    suspects = new Set();
    for (const { what, subject, mend } of findings) {
      if (!(await mend())) {
        suspects.add(subject);
        continue;
      }
      onMended({ [what]: 1 });
      mended = addRepairCounts(mended, { [what]: 1 });
    }
  }
  return mended;
}

/** How often a subject is looked at again when others change it meanwhile; after that the next repair does it. */
const TIMES = 3;

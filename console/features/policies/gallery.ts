import { type ClockName, type Draft, type DraftStage, draftFields, type StageType, stepAt } from './draft.ts';

/** Where a new policy begins. */
export const EXAMPLES = [
  'sunset',
  'win_back',
  'opted_out',
  'invalid_number',
  'programme_ended',
  'empty',
] as const satisfies readonly string[];
export type Example = (typeof EXAMPLES)[number];

type Step = readonly [type: StageType, days: number | null];

interface Begun {
  readonly clock: ClockName;
  /** For members of groups that are still to be chosen. */
  readonly isForGroups?: true;
  /** The first one has days of the clock, and others days after the step before. */
  readonly steps: readonly [Step, ...Step[]];
}

const BEGUN: Readonly<Record<Example, Begun>> = {
  sunset: {
    clock: 'last_seen',
    steps: [
      ['tell', 90],
      ['stop_sending', 30],
      ['archive', 60],
    ],
  },
  win_back: {
    clock: 'last_seen',
    steps: [
      ['flag', 90],
      ['start_flow', 14],
      ['archive', 30],
      ['delete', 365],
    ],
  },
  // Where only archived people may be deleted, a deletion follows an archive.
  opted_out: {
    clock: 'stopped',
    steps: [
      ['archive', 30],
      ['delete', 1],
    ],
  },
  invalid_number: { clock: 'last_seen', isForGroups: true, steps: [['archive', 30]] },
  programme_ended: { clock: 'field', steps: [['archive', 30]] },
  empty: { clock: 'last_seen', steps: [['tell', null]] },
};

/**
 * The draft of an example, with the API's defaults for all that it does not say. No step flags people before
 * `dormancyDays`, because the workspace's own flag would come off again.
 */
export function exampleOf(example: Example, { dormancyDays }: { readonly dormancyDays: number }): Draft {
  const { clock, isForGroups, steps } = BEGUN[example];
  const stages = steps.map(([type, days], at): DraftStage => {
    const least = type === 'flag' ? dormancyDays : 0;
    return stepAt(at + 1, type, days === null ? null : Math.max(days, least));
  });
  return {
    clock,
    clock_field: null,
    groups: isForGroups ? [] : null,
    query: '',
    exclude_groups: [],
    stages,
    ...draftFields((field) => field.default),
    control_group: null,
  };
}

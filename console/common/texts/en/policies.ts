import { many } from './plural.ts';

const days = (count: number): string => `${count} ${many(count, 'day', 'days')}`;

export const policies = {
  hint: 'A policy says what happens to people step by step: a word to them, then no more messages, then the archive.',
  days,
  percent: (shown: string) => `${shown}%`,
  try: 'Try a policy on the past',
  tryHint: 'Nothing is changed. You see whom each step would have taken, and who of them wrote again later.',
  clock: 'Days are counted from',
  clocks: {
    last_seen: 'the last sign of life',
    created: 'when the contact was added',
    field: 'a date that you keep in a field',
    stopped: 'when the person opted out',
    blocked: 'when the person was blocked',
    archived: 'when the person was archived',
  },
  field: 'Field with the date',
  query: 'Only people who match',
  queryHint: 'A search, such as: district = Huye. Leave it empty for everybody.',
  step: (number: number) => `Step ${number}`,
  stages: {
    flag: 'Flag as dormant',
    start_flow: 'Start a flow',
    add_to_group: 'Add to a group',
    tell: 'Tell other programs',
    stop_sending: 'Stop sending',
    archive: 'Archive',
    delete: 'Delete for good',
  },
  what: 'What it does',
  flow: 'Flow',
  group: 'Group',
  afterClock: 'Days',
  afterStage: 'Days after the step before',
  addStep: 'Add a step',
  removeStep: (number: number) => `Remove step ${number}`,
  line: 'The policy as a line',
  dayOf: (count: number) => `After ${days(count)}`,
  result: 'What would have happened',
  slider: (count: number) => `The first step after ${days(count)}`,
  takenChart: 'Taken by the first step, by month',
  since: (day: string, people: string) => `Known since ${day}, from the messages and history of ${people} people.`,
  sampled: (read: string, of: string) =>
    `Counted from ${read} of ${of} people, who are a fair sample. The shares are close; the numbers are of the sample.`,
  month: 'Month',
  taken: 'Taken',
  stayedQuiet: 'Not heard from since',
  wroteAgain: 'Wrote again later',
  wroteWithin: (count: number) => `Wrote within ${days(count)}`,
  would: (count: number, taken: string, wrote: string) =>
    `The first step would have acted ${taken} ${many(count, 'time', 'times')}. Of these people, ${wrote} wrote again later.`,
  stepTotal: (taken: string, wrote: string) => `${taken} taken, ${wrote} wrote again`,
  stepUnknown: 'Too long ago to tell',
  curve: 'How many quiet people come back',
  curveHint: 'For people who have been quiet for so many days, the share that writes again.',
  within: 'Come back within',
  unknownFrom: (count: number) =>
    `Grey is unknown: after ${days(count)} of quiet, nobody has been followed for long enough to tell.`,
  plain: (cases: string, quiet: number, returned: string, within: number, range: string) =>
    `Of ${cases} cases of being quiet for more than ${days(quiet)}, ${returned} wrote within ${days(within)} more${range}.`,
  likely: (share: string, low: string, high: string) => ` (${share}, likely ${low} to ${high})`,
  noCases: (quiet: number, within: number) =>
    `There is no case yet of ${days(quiet)} of quiet and ${days(within)} after it. This is unknown, and not 0.`,
  estimate: (share: string) =>
    `Counting also people who are still quiet, have left, or were added late, about ${share} come back.`,
  explain: 'How to read this',
  explanation: [
    'A case begins with a message and ends with the next one. One person can be several cases.',
    'An opt-out is no return. People who opted out, were blocked or archived are no longer counted from that day on.',
    'People who were deleted are missing from the past, so returns may look more frequent than they were.',
  ],
  prompted: (count: number, shown: string) =>
    `${shown} ${many(count, 'return was', 'returns were')} answers to a notice, and are not in the curve.`,
  neverSeen: (open: string, wrote: string) => `Never heard from: ${open} people. ${wrote} wrote for the first time.`,
};

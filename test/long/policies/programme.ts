/** Random policies, people and what happens to both, for the service and for the model alike. */
import type { GivenRules } from '../../../shared/domain/policies/body.ts';
import { dayOn, type ModelPerson, type ModelPolicy, type ModelStage } from '../../support/policies/model.ts';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
const IS = { tell: 'notice', stop_sending: 'harm', archive: 'archive', delete: 'delete' } as const;

/** One policy in both forms, without what changes. */
export interface Both {
  readonly model: ModelPolicy;
  readonly given: GivenRules;
  readonly query: string | null;
  /** 0 is Sunday; all when left out. */
  readonly weekdays?: readonly number[];
}

type Stage = NonNullable<GivenRules['stages']>[number];

interface More extends Partial<Both> {
  readonly group?: string;
  readonly rules?: GivenRules;
  readonly chooses?: ModelPolicy['chooses'];
}

function both(name: string, clock: ModelPolicy['clock'], stages: readonly Stage[], more: More = {}): Both {
  const keys = new Map<string, number>();
  const modelled = stages.map(({ do: type, days, after }): ModelStage => {
    const count = (keys.get(type) ?? 0) + 1;
    keys.set(type, count);
    const key = count === 1 ? type : `${type}_${count}`;
    return { key, is: IS[type as keyof typeof IS], ...(days !== undefined && { days }), ...(after && { after }) };
  });
  const { group, rules, chooses, query = null, weekdays } = more;
  const by = { seen: 'last_seen', created: 'created', joined: 'field', stopped: 'stopped' } as const;
  return {
    model: {
      ...{ name, clock, begun: 0, wait: 35, version: 1, stages: modelled },
      ...(group && { group }),
      ...(chooses && { chooses }),
    },
    given: {
      ...{
        clock: by[clock],
        stages: [...stages],
        brake_share: null,
        brake_contacts: null,
        brake_month_share: null,
        hour: 0,
        ...rules,
      },
      ...(clock === 'joined' && { clock_field: 'joined' }),
      ...(group && { groups: [group] }),
    },
    query,
    ...(weekdays && { weekdays }),
  };
}

/** The number by which the policy of the brake takes at most so many in a night. */
export const BRAKE = 2;

const YOUNG: NonNullable<ModelPolicy['chooses']> = ({ created }, today, zone) => dayOn(zone, created) < today - 120;

export const POLICIES: readonly Both[] = [
  both(
    '1',
    'seen',
    [
      { do: 'tell', days: 20 },
      { do: 'archive', after: 10 },
      { do: 'delete', after: 30 },
    ],
    { group: 'Customers', rules: { brake_contacts: BRAKE } },
  ),
  both(
    '2',
    'seen',
    [
      { do: 'tell', days: 12 },
      { do: 'stop_sending', days: 25, after: 8 },
    ],
    { query: 'language = "eng"', chooses: ({ language }) => language === 'eng', rules: { hour: 9 } },
  ),
  both('3', 'joined', [
    { do: 'stop_sending', days: 10 },
    { do: 'archive', days: 30, after: 5 },
  ]),
  both(
    '4',
    'stopped',
    [
      { do: 'archive', days: 10 },
      { do: 'delete', after: 20 },
    ],
    { rules: { weekdays: ['monday', 'thursday', 'friday'] }, weekdays: [1, 4, 5] },
  ),
  both(
    '5',
    'created',
    [
      { do: 'tell', days: 40 },
      { do: 'tell', after: 7 },
      { do: 'archive', after: 7 },
    ],
    { group: 'Testers' },
  ),
  both('6', 'seen', [{ do: 'archive', days: 60 }], { query: 'created_on < -120d', chooses: YOUNG }),
  both('7', 'seen', [
    { do: 'tell', days: 30 },
    { do: 'tell', after: 10 },
    { do: 'archive', days: 50, after: 10 },
    { do: 'delete', after: 40 },
  ]),
];

/** Whether a policy works on the day of a night. */
export const works = ({ weekdays }: Both, zone: string, at: number): boolean =>
  weekdays === undefined || weekdays.includes((((dayOn(zone, at) + 4) % 7) + 7) % 7);

/** A person of before the programme, or one who came with an import. */
export function born(next: () => number, now: number, from = now): ModelPerson {
  const created = from - Math.floor(next() * 200 * DAY);
  return {
    created,
    joined: next() < 0.4 ? now + Math.floor((next() * 120 - 40) * DAY) : null,
    group: next() < 0.3 ? 'Customers' : next() < 0.3 ? 'Testers' : null,
    seen: next() < 0.7 ? created + Math.floor(next() * (from - created)) : null,
    ...{ status: 'active', statusOn: created, held: false, last: null, away: false },
    ...(next() < 0.5 && { language: 'eng' }),
  };
}

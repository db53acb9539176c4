import { useFormats, useTexts } from '../../common/texts/index.ts';
import { type DraftStage, daysTo, type Simulation } from './draft.ts';
import './policies.css';

interface Props {
  readonly stages: readonly Pick<DraftStage, 'do' | 'days' | 'after'>[];
  /** Null before the first answer. */
  readonly simulation: Simulation | null;
}

/** The steps of a policy in the order of time, with what each would have done. */
export function PolicyLine({ stages, simulation }: Props) {
  const { policies: texts } = useTexts();
  const { number } = useFormats();
  const days = daysTo(stages);
  return (
    <ol className="policy-line" aria-label={texts.line}>
      {stages.map((stage, at) => {
        const count = days[at] ?? 0;
        const trial = simulation?.trials.find(({ days: tried }) => tried === count);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are known by their place
          <li key={at}>
            <span className="policy-day">{isTimed(stage) ? texts.dayOf({ count }) : '…'}</span>
            <strong>{texts.stages[stage.do]}</strong>
            <span className="policy-day">
              {trial?.total
                ? texts.stepTotal({ taken: number(trial.total.taken), wrote: number(trial.total.wrote_ever) })
                : trial
                  ? texts.totalUnknown
                  : ' '}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const isTimed = ({ days, after }: Pick<DraftStage, 'days' | 'after'>): boolean => days !== null || after !== null;

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
        const total = simulation?.trials.find((trial) => trial.days === count)?.total;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are known by their place
          <li key={at}>
            <span className="policy-day">{isTimed(stage) ? texts.dayOf({ count }) : '…'}</span>
            <strong>{texts.stages[stage.do]}</strong>
            <span className="policy-day">
              {total ? texts.stepTotal({ taken: number(total.taken), wrote: number(total.wrote_ever) }) : ' '}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const isTimed = ({ days, after }: Pick<DraftStage, 'days' | 'after'>): boolean => days !== null || after !== null;

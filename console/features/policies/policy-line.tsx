import { useFormats, useTexts } from '../../common/texts/index.ts';
import { type Draft, daysTo, type Simulation } from './draft.ts';
import './policies.css';

interface Props {
  readonly draft: Draft;
  /** Null before the first answer. */
  readonly simulation: Simulation | null;
}

/** The steps of a policy in the order of time, with what each would have done. */
export function PolicyLine({ draft, simulation }: Props) {
  const { policies: texts } = useTexts();
  const { number } = useFormats();
  const days = daysTo(draft.stages);
  return (
    <ol className="policy-line" aria-label={texts.line}>
      {draft.stages.map((stage, at) => {
        const count = days[at] ?? 0;
        const total = simulation?.trials.find((trial) => trial.days === count)?.total;
        return (
          <li key={stage.id}>
            <span className="policy-day">{texts.dayOf(count)}</span>
            <strong>{texts.stages[stage.do]}</strong>
            <span className="policy-day">
              {total ? texts.stepTotal(number(total.taken), number(total.wrote_ever)) : ' '}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

import type { Coded } from '../../common/api/index.ts';
import { ServiceText, useTexts } from '../../common/texts/index.ts';
import type { Definition } from './definition.ts';

interface FlowProblem {
  readonly node: string | null;
  readonly type: string | null;
  readonly why: string;
}

interface Props {
  readonly problems: readonly FlowProblem[];
  /** In the order of the problems. */
  readonly codes: readonly ({ readonly why: Coded } | undefined)[] | undefined;
  readonly flows: readonly Pick<Definition, 'name' | 'nodes'>[];
}

/** One line for each problem: the step, the type of its action, and the reason. */
export function FlowProblems({ problems, codes, flows }: Props) {
  const { flows: texts } = useTexts();
  const placeOf = ({ node }: FlowProblem): string[] =>
    flows.flatMap(({ name, nodes = [] }) => {
      const at = node === null ? -1 : nodes.findIndex(({ uuid }) => uuid === node);
      return at === -1 ? [] : [...(flows.length > 1 ? [name] : []), texts.step({ step: at + 1 })];
    });
  return (
    <ul>
      {problems.map((problem, index) => {
        const places = [...placeOf(problem), ...(problem.type === null ? [] : [problem.type])];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are identified by their place
          <li key={index}>
            {places.length > 0 && <bdi>{places.join(', ')}: </bdi>}
            <ServiceText text={problem.why} code={codes?.[index]?.why} />
          </li>
        );
      })}
    </ul>
  );
}

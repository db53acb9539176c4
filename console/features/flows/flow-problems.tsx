import { type Coded, ServiceText } from '../../common/texts/problems.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import type { Definition } from './definition.ts';

/** What of a flow is not taken, or cannot run here, as the API says it. */
export interface FlowProblem {
  readonly node: string | null;
  readonly type: string | null;
  readonly why: string;
}

interface Props {
  readonly problems: readonly FlowProblem[];
  /** In their order. */
  readonly codes: readonly ({ readonly why: Coded } | undefined)[] | undefined;
  /** Where their nodes are. */
  readonly flows: readonly Pick<Definition, 'name' | 'nodes'>[];
}

/** One line a place: which step of which flow, what stands there, and why that is not taken. */
export function FlowProblems({ problems, codes, flows }: Props) {
  const { flows: texts } = useTexts();
  const placeOf = ({ node }: FlowProblem): string[] =>
    flows.flatMap(({ name, nodes = [] }) => {
      const at = node === null ? -1 : nodes.findIndex(({ uuid }) => uuid === node);
      return at === -1 ? [] : [...(flows.length > 1 ? [name] : []), texts.step(at + 1)];
    });
  return (
    <ul>
      {problems.map((problem, index) => {
        const places = [...placeOf(problem), ...(problem.type === null ? [] : [problem.type])];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <li key={index}>
            {places.length > 0 && <bdi>{places.join(', ')}: </bdi>}
            <ServiceText text={problem.why} code={codes?.[index]?.why} />
          </li>
        );
      })}
    </ul>
  );
}

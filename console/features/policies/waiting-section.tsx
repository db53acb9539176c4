import { Alert } from '@cloudscape-design/components';
import { Link } from 'wouter';
import { Section } from '../../common/components/index.ts';
import { BrakeReasons } from '../../common/jobs/index.ts';
import { stageWords, useWords } from './rules-words.ts';
import type { StoredPolicy, Waiting } from './stored.ts';

/** The jobs of a policy that have not ended, and why. They are decided on their own screen. */
export function WaitingSection({ policy }: { readonly policy: StoredPolicy }) {
  const words = useWords();
  const { storedPolicies: texts } = words.texts;
  const { waiting = [] } = policy;
  if (waiting.length === 0) return null;
  const stageOf = (key: string) => {
    const stage = policy.stages.find((one) => one.key === key);
    return stage ? stageWords(stage, words) : key;
  };
  return (
    <Section title={texts.waiting}>
      {waiting.map((one) => (
        <Alert key={one.job} type={isAsking(one) ? 'warning' : 'info'}>
          {reasonOf(one, stageOf(one.stage), words)}{' '}
          <Link href={`/jobs/${one.job}`}>{isAsking(one) ? texts.decide : texts.job}</Link>
          <BrakeReasons reasons={one.reasons} />
        </Alert>
      ))}
    </Section>
  );
}

const isAsking = ({ status }: Waiting): boolean => status === 'awaiting_approval';

function reasonOf(one: Waiting, step: string, { texts, formats: { number } }: ReturnType<typeof useWords>): string {
  const { storedPolicies: words } = texts;
  const { contacts, most } = one;
  if (!isAsking(one)) return words.underWay({ step });
  if (contacts === null || most === null || contacts <= most) return words.needsDecision({ step });
  return words.brakeReason({
    step,
    count: words.people({ count: contacts, shown: number(contacts) }),
    most: number(most),
  });
}

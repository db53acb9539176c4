import type { Job } from '../../common/api/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly job: Pick<Job, 'policy'>;
  readonly approval: Pick<NonNullable<Job['approval']>, 'brought_in'>;
}

/** Who chose the people of a job, for the person who approves it: the makers of its policy, and who brought them in. */
export function WhoChose({ job: { policy }, approval: { brought_in } }: Props) {
  const { jobs: texts } = useTexts();
  const { number } = useFormats();
  const { looked_at: looked = 0, by = [] } = brought_in ?? {};
  const maker = policy?.made_by?.name;
  const starter = policy?.begun_by?.name;
  if (!maker && by.length === 0) return null;
  return (
    <ul>
      {maker && starter && <li>{texts.madeBy({ maker, starter })}</li>}
      {by.map(({ uuid, name, contacts }) => (
        <li key={uuid}>
          {texts.broughtIn[2 * contacts > looked ? 'most' : 'some']({
            name: name ?? '',
            contacts: number(contacts),
            looked: number(looked),
          })}
        </li>
      ))}
    </ul>
  );
}

import { Alert } from '@cloudscape-design/components';
import type { Job } from '../../common/api/index.ts';
import { BrakeReasons } from '../../common/jobs/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

/** Who waits for a second person, until when, or what that one said. */
export function JobApproval({ job, approval }: { readonly job: Job; readonly approval: NonNullable<Job['approval']> }) {
  const { jobs: texts } = useTexts();
  const { moment } = useFormats();
  const { decision, decided_by, decided_on, note, asked_by, until } = approval;
  if (decision === null && job.status !== 'awaiting_approval') return null;
  const isOpen = decision === null;
  const mayDecide = job.steps.includes('approve');
  return (
    <Alert type={isOpen && mayDecide ? 'warning' : 'info'}>
      <bdi>
        {isOpen
          ? texts.waitsFor[mayDecide ? 'you' : 'others']({ name: asked_by.name ?? '', until: moment(until) })
          : texts.decided[decision]({ name: decided_by?.name ?? '', on: moment(decided_on ?? until) })}
      </bdi>
      {isOpen && <BrakeReasons reasons={approval.reasons} />}
      {note !== null && <bdi> {`“${note}”`}</bdi>}
    </Alert>
  );
}

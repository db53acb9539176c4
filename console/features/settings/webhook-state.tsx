import { StatusIndicator } from '@cloudscape-design/components';
import { ServiceText, useFormats, useTexts } from '../../common/texts/index.ts';
import type { Webhook } from './api.ts';

const STATUSES = { working: 'success', failing: 'warning', disabled: 'error' } as const;

/** Whether a webhook works, why not, and what waits for it or was given up. */
export function WebhookState({ status, failing_since, last_error, codes, open_until, ...counts }: Webhook) {
  const { connections: texts } = useTexts();
  const { moment, number } = useFormats();
  const { circuit, waiting, given_up: givenUp } = counts;
  return (
    <>
      <StatusIndicator type={STATUSES[status]}>{texts.states[status]}</StatusIndicator>
      {last_error !== null && (
        <div>
          {failing_since !== null && texts.failingSince({ time: moment(failing_since) })}{' '}
          <ServiceText text={last_error} code={codes?.last_error} />
        </div>
      )}
      {circuit === 'open' && open_until !== null && <div>{texts.notCalled({ time: moment(open_until) })}</div>}
      {circuit === 'half_open' && <div>{texts.triedNext}</div>}
      {waiting > 0 && <div>{texts.waiting({ count: waiting, shown: number(waiting) })}</div>}
      {givenUp > 0 && <div>{texts.givenUp({ count: givenUp, shown: number(givenUp) })}</div>}
    </>
  );
}

import { FormField, RadioGroup, SpaceBetween } from '@cloudscape-design/components';
import { useId, useState } from 'react';
import { useSession } from '../api/index.ts';
import { instantOf, useTexts, wallOf } from '../texts/index.ts';
import './start-time.css';

/** When a task begins: null for at once, undefined while the time is incomplete. */
export type StartTime = Date | null | undefined;

interface Props {
  /** The time that was chosen earlier. */
  readonly at?: Date;
  readonly onChange: (begin: StartTime) => void;
}

/** Asks whether a task begins at once or at a time in the workspace's zone. */
export function StartTimeChoice({ at: before, onChange }: Props) {
  const { actions: texts } = useTexts();
  const { timezone } = useSession().me.workspace;
  const [isLater, setLater] = useState(before !== undefined);
  const [wall, setWall] = useState(before === undefined ? '' : wallOf(before, timezone));
  const id = useId();
  const timeOf = (typed: string): StartTime => {
    const at = instantOf(typed, timezone);
    return at !== null && at.getTime() > Date.now() ? at : undefined;
  };
  return (
    <SpaceBetween size="xs">
      <FormField label={texts.begins}>
        <RadioGroup
          value={isLater ? 'later' : 'now'}
          items={[
            { value: 'now', label: texts.atOnce },
            { value: 'later', label: texts.later },
          ]}
          onChange={({ detail }) => {
            setLater(detail.value === 'later');
            onChange(detail.value === 'later' ? timeOf(wall) : null);
          }}
        />
      </FormField>
      {isLater && (
        <div className="begin">
          <label htmlFor={id}>{texts.beginsAt({ zone: timezone })}</label>
          <input
            id={id}
            type="datetime-local"
            value={wall}
            onChange={({ target }) => {
              setWall(target.value);
              onChange(timeOf(target.value));
            }}
          />
          {wall !== '' && timeOf(wall) === undefined && <div role="alert">{texts.passed}</div>}
        </div>
      )}
    </SpaceBetween>
  );
}

import { Checkbox, SpaceBetween } from '@cloudscape-design/components';
import type { Settings } from '../../common/api/index.ts';
import { useTexts } from '../../common/texts/index.ts';

export type EventType = Settings['events'][number];

interface Props {
  readonly label: string;
  readonly value: readonly EventType[];
  readonly onChange: (types: EventType[]) => void;
}

export function EventTypes({ label, value, onChange }: Props) {
  const { connections: texts } = useTexts();
  const types = Object.keys(texts.types) as EventType[];
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      <SpaceBetween size="xs">
        {types.map((type) => (
          <Checkbox
            key={type}
            checked={value.includes(type)}
            onChange={({ detail }) => onChange(detail.checked ? [...value, type] : value.filter((one) => one !== type))}
          >
            {texts.types[type]}
          </Checkbox>
        ))}
      </SpaceBetween>
    </fieldset>
  );
}

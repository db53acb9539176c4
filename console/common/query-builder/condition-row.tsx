import { Button } from '@cloudscape-design/components';
import type { Group } from '../api/index.ts';
import { Choice } from '../components/index.ts';
import { textFor, useTexts } from '../texts/index.ts';
import { type BuiltCondition, isComplete } from './model.ts';
import { COMPARISONS, kindOf, type propertiesOf } from './properties.ts';
import { ValueInput } from './value-input.tsx';

interface Props {
  readonly condition: BuiltCondition;
  readonly properties: ReturnType<typeof propertiesOf>;
  readonly groups: readonly Group[];
  /** @param next - null when the condition is taken away */
  readonly onChange: (next: BuiltCondition | null) => void;
}

/** One condition: what is looked at, how it is compared, and with what. */
export function ConditionRow({ condition, properties, groups, onChange }: Props) {
  const { builder: texts } = useTexts();
  const { property, comparison, value } = condition;
  const kind = kindOf(property, properties);
  const isKnown = properties.some((one) => one.value === property);
  const options = [...properties, ...(isKnown ? [] : [{ value: property, label: property }])];
  const words = kind === 'time' ? texts.times : kind === 'group' ? texts.groups : texts.comparisons;
  const ways = COMPARISONS[kind].includes(comparison) ? COMPARISONS[kind] : [...COMPARISONS[kind], comparison];
  const name = options.find((one) => one.value === property)?.label ?? property;
  const look = (next: string) => {
    const [usual = '='] = COMPARISONS[kindOf(next, properties)];
    onChange({ ...condition, property: next, comparison: usual, value: '' });
  };
  return (
    <div className="built-condition">
      <Choice options={options} value={property} searchable ariaLabel={texts.property} onChange={look} />
      <Choice
        options={ways.map((way) => ({ value: way, label: textFor<string>(words, way) ?? texts.comparisons[way] }))}
        value={comparison}
        ariaLabel={texts.comparison({ name })}
        onChange={(next) => onChange({ ...condition, comparison: next })}
      />
      {comparison !== 'set' && comparison !== 'unset' && (
        <ValueInput
          kind={kind}
          label={texts.value({ name })}
          value={value}
          groups={groups}
          invalid={!isComplete(condition)}
          onChange={(next) => onChange({ ...condition, value: next })}
        />
      )}
      <Button
        variant="icon"
        iconName="close"
        ariaLabel={texts.removeCondition({ name })}
        onClick={() => onChange(null)}
      />
    </div>
  );
}

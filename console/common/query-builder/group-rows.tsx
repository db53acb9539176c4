import { Button, SpaceBetween } from '@cloudscape-design/components';
import type { Group } from '../api/index.ts';
import { Choice } from '../components/index.ts';
import { optionsOf, textFor, useTexts } from '../texts/index.ts';
import { type BuiltCondition, type BuiltGroup, isComplete, NOTHING, withChild, withMore } from './model.ts';
import { COMPARISONS, kindOf, type propertiesOf } from './properties.ts';
import { ValueInput } from './value-input.tsx';

interface ConditionRowProps {
  readonly condition: BuiltCondition;
  readonly properties: ReturnType<typeof propertiesOf>;
  readonly groups: readonly Group[];
  /** @param next - null when the condition is taken away */
  readonly onChange: (next: BuiltCondition | null) => void;
}

/** One condition: what is looked at, how it is compared, and with what. */
function ConditionRow({ condition, properties, groups, onChange }: ConditionRowProps) {
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

interface Props {
  readonly group: BuiltGroup;
  readonly properties: ReturnType<typeof propertiesOf>;
  readonly groups: readonly Group[];
  /** How deep it lies within others. */
  readonly depth?: number;
  /** @param next - null when the group is taken away */
  readonly onChange: (next: BuiltGroup | null) => void;
}

const FIRST: BuiltCondition = { kind: 'condition', property: 'name', comparison: '~', value: '' };
/** Deeper searches can be typed; here nobody would find through. */
const DEEPEST = 2;

/** The conditions of a group, all of which or one of which must hold, and the groups within it. */
export function GroupRows({ group, properties, groups, depth = 0, onChange }: Props) {
  const { builder: texts } = useTexts();
  return (
    <fieldset className="built-group" aria-label={texts.operators[group.operator]}>
      <Choice
        options={optionsOf(texts.operators)}
        value={group.operator}
        ariaLabel={texts.operator}
        onChange={(operator) => onChange({ ...group, operator })}
      />
      {group.children.map((child, at) => {
        const become = (next: typeof child | null) => onChange(withChild(group, at, next));
        const shared = { properties, groups };
        return child.kind === 'group' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions are identified by their place
          <GroupRows key={at} {...shared} group={child} depth={depth + 1} onChange={become} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions are identified by their place
          <ConditionRow key={at} {...shared} condition={child} onChange={become} />
        );
      })}
      <SpaceBetween direction="horizontal" size="xs">
        <Button iconName="add-plus" onClick={() => onChange(withMore(group, FIRST))}>
          {texts.addCondition}
        </Button>
        {depth < DEEPEST && (
          <Button
            onClick={() =>
              onChange(
                withMore(group, { ...NOTHING, operator: group.operator === 'AND' ? 'OR' : 'AND', children: [FIRST] }),
              )
            }
          >
            {texts.addGroup}
          </Button>
        )}
        {depth > 0 && (
          <Button variant="link" onClick={() => onChange(null)}>
            {texts.removeGroup}
          </Button>
        )}
      </SpaceBetween>
    </fieldset>
  );
}

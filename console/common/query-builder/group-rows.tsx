import { Button, SpaceBetween } from '@cloudscape-design/components';
import type { Group } from '../api/index.ts';
import { Choice } from '../components/index.ts';
import { optionsOf, useTexts } from '../texts/index.ts';
import { ConditionRow } from './condition-row.tsx';
import { type BuiltCondition, type BuiltGroup, NOTHING, withChild, withMore } from './model.ts';
import type { propertiesOf } from './properties.ts';

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

import type { Texts } from '../texts/catalogue.ts';
import { textFor } from '../texts/text-for.ts';

/** An event of a contact's history, or of a simulated run. Its other keys depend on its type. */
interface SomeEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

interface NamedThing {
  readonly name?: string;
}

const namesOf = (value: unknown): string =>
  Array.isArray(value) ? value.map((one: NamedThing) => one.name ?? '?').join(', ') : '';

const textOf = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return String((value as { text?: unknown }).text ?? '');
  return value === null || value === undefined ? '' : String(value);
};

/** What the API calls the property of an event, by type. */
type Labels = Readonly<Record<string, string>>;

export function describeEvent(event: SomeEvent, { history: texts }: Pick<Texts, 'history'>, labels: Labels): string {
  switch (event.type) {
    case 'contact_status_changed':
      return texts.status({ status: textFor(texts.statuses, textOf(event['status'])) ?? textOf(event['status']) });
    case 'contact_name_changed': {
      const name = textOf(event['name']);
      return texts.name({ name, set: name !== '' });
    }
    case 'contact_language_changed': {
      const code = textOf(event['language']);
      return texts.language({ code, set: code !== '' });
    }
    case 'contact_field_changed':
      return fieldSet(texts, (event['field'] as NamedThing | undefined)?.name ?? '', textOf(event['value']));
    case 'contact_groups_changed': {
      const joined = namesOf(event['groups_added']);
      const left = namesOf(event['groups_removed']);
      return [joined && texts.joined({ names: joined }), left && texts.left({ names: left })].filter(Boolean).join(' ');
    }
    case 'contact_policy_stage': {
      const { stage, left } = (event['taken'] ?? {}) as { readonly stage?: string; readonly left?: true };
      return stage === undefined || left ? texts.policyEnded : texts.policyStage({ stage });
    }
    case 'contact_hold_changed':
      return texts.hold({ is: event['hold'] !== null });
    case 'contact_dormancy_changed':
      return texts.dormant({ is: event['dormant_since'] !== null });
    case 'error':
    case 'failure':
      return textFor(texts.errors, textOf(event['code'])) ?? texts.other[event.type];
    default:
      return textFor(texts.other, event.type) ?? describeValue(event, texts, labels);
  }
}

const fieldSet = (texts: Texts['history'], field: string, value: string): string =>
  texts.field({ field, value, set: value !== '' });

/** A value for which the texts have no sentence of its own: the event has it by the name of its type. */
function describeValue(event: SomeEvent, texts: Texts['history'], labels: Labels): string {
  const [, key = ''] = /^contact_(\w+)_changed$/.exec(event.type) ?? [];
  const label = textFor(labels, event.type);
  return label === undefined ? event.type.replaceAll('_', ' ') : fieldSet(texts, label, textOf(event[key]));
}

import { STATUSES, type Status } from '../contacts/contact.ts';

/** The statuses that a flow itself may give people, each once; those that it enters are not looked at. */
export function statusesOf(definition: unknown): readonly Status[] {
  const found = new Set<unknown>();
  JSON.stringify(definition, (_, value) => {
    if (value?.type === 'set_contact_status') found.add(value.status);
    return value;
  });
  return STATUSES.filter((status) => found.has(status));
}

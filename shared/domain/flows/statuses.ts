import { STATUSES, type Status } from '../contacts/contact.ts';

interface Definition {
  readonly nodes?: readonly { readonly actions?: readonly { readonly type: string; readonly status?: string }[] }[];
}

/** The statuses that a flow itself may give people, each once; those that it enters are not looked at. */
export function statusesOf(flow: { readonly definition: unknown } | null): readonly Status[] {
  const { nodes = [] } = (flow?.definition ?? {}) as Definition;
  const actions = nodes.flatMap(({ actions: some = [] }) => some);
  return STATUSES.filter((status) =>
    actions.some((action) => action.type === 'set_contact_status' && action.status === status),
  );
}

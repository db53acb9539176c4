const id = (n: number): string => `5b6c7d8e-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A flow of one node with these actions, in TextIt's format. */
export const flowWith = (name: string, uuid: number, actions: readonly object[]) => ({
  uuid: id(uuid),
  name,
  spec_version: '14.4.1',
  language: 'eng',
  type: 'messaging_background',
  nodes: [
    {
      uuid: id(uuid + 1),
      actions: actions.map((action, index) => ({ uuid: id(uuid + 10 + index), ...action })),
      exits: [{ uuid: id(uuid + 2), destination_uuid: null }],
    },
  ],
});

/** 'Update the Contact': status to Archived. */
export const ARCHIVING_FLOW = flowWith('Archive them', 1_000, [{ type: 'set_contact_status', status: 'archived' }]);

interface NamedGroup {
  readonly uuid: string;
  readonly name: string;
}

/** Removes contacts from one group and adds them to another. */
export const movingFlow = (uuid: number, from: NamedGroup, to: NamedGroup) =>
  flowWith(`From ${from.name} to ${to.name}`, uuid, [
    { type: 'remove_contact_groups', groups: [from], all_groups: false },
    { type: 'add_contact_groups', groups: [to] },
  ]);

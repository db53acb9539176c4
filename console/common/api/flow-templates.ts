/** Flows with one action that users make without writing JSON. */
export type Template =
  | { readonly type: 'archive' }
  | { readonly type: 'stop' }
  | { readonly type: 'add_to_group'; readonly group: { readonly uuid: string; readonly name: string } }
  | {
      readonly type: 'set_field';
      readonly field: { readonly key: string; readonly name: string };
      readonly value: string;
    };

export const TEMPLATES = [
  'archive',
  'stop',
  'add_to_group',
  'set_field',
] as const satisfies readonly Template['type'][];

function actionOf(template: Template): object {
  switch (template.type) {
    case 'archive':
      return { type: 'set_contact_status', status: 'archived' };
    case 'stop':
      return { type: 'set_contact_status', status: 'stopped' };
    case 'add_to_group':
      return { type: 'add_contact_groups', groups: [template.group] };
    case 'set_field':
      return { type: 'set_contact_field', field: template.field, value: template.value };
  }
}

/** A flow definition in TextIt's format, with one node. */
export const definitionOf = (name: string, template: Template, id: () => string = () => crypto.randomUUID()) => ({
  uuid: id(),
  name,
  spec_version: '14.4.1',
  language: 'eng',
  type: 'messaging_background',
  nodes: [
    {
      uuid: id(),
      actions: [{ uuid: id(), ...actionOf(template) }],
      exits: [{ uuid: id(), destination_uuid: null }],
    },
  ],
});

import { isBlank, isJsonObject, type Json } from '../json.ts';
import { type ActionMigration, type Context, headersOf, localized, objectsIn, presentTemplate } from './context.ts';
import { readTexts } from './texts.ts';

/** `image:https://…`, or the path of a file of the site. Each language had one at most. */
function attachmentsOf({ media }: Json, uuid: string, context: Context): readonly string[] {
  const attachment = localized(media, { uuid, property: 'attachments' }, context);
  return attachment === '' ? [] : [attachment];
}

/** A list of texts, each by language; or, by language, a list. */
function quickRepliesOf({ quick_replies: given }: Json, uuid: string, context: Context): readonly string[] {
  const lists = Array.isArray(given) ? given : isJsonObject(given) ? transposed(given) : [];
  const texts = lists.map((one: unknown) => readTexts(one, context.language));
  const codes = new Set(texts.flatMap(({ translations }) => [...translations.keys()]));
  const replies = texts.map(({ own }) => presentTemplate(own, context));
  for (const code of codes) {
    const translated = texts.map(({ own, translations }) => presentTemplate(translations.get(code) ?? own, context));
    context.localization.add(code, uuid, 'quick_replies', translated);
  }
  return replies;
}

/** `{"eng":["Yes","No"],"fra":["Oui","Non"]}` as `[{"eng":"Yes","fra":"Oui"},…]`. */
function transposed(byLanguage: Json): readonly Json[] {
  const replies: Record<string, unknown>[] = [];
  for (const [code, list] of Object.entries(byLanguage))
    if (Array.isArray(list)) for (const [i, text] of list.entries()) replies[i] = { ...replies[i], [code]: text };
  return replies;
}

const message = (action: Json, uuid: string, context: Context): Json => ({
  text: localized(action['msg'], { uuid, property: 'text' }, context),
  attachments: attachmentsOf(action, uuid, context),
  quick_replies: quickRepliesOf(action, uuid, context),
});

/** Whom an action reaches: groups, contacts, and expressions that give a phone number or a group. */
function recipients(action: Json, context: Context): Json {
  const { references } = context;
  return {
    groups: objectsIn(action, 'groups').map((group) => references.group(group)),
    contacts: objectsIn(action, 'contacts').map((contact) => references.other('contact', contact)),
    legacy_vars: variables(action)
      .filter((text) => text !== NEW_CONTACT)
      .map((text) => presentTemplate(text, context)),
  };
}

const NEW_CONTACT = '@new_contact';

const variables = (action: Json): readonly string[] => objectsIn(action, 'variables').map(({ id }) => String(id ?? ''));

const email: ActionMigration = (action, uuid, context) => ({
  type: 'send_email',
  addresses: textsIn(action['emails']).map((text) => presentTemplate(text, context)),
  subject: localized(action['subject'], { uuid, property: 'subject' }, context),
  body: localized(action['msg'], { uuid, property: 'body' }, context),
});

const textsIn = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : isBlank(json) ? [] : [json]);

/** Actions that reach people or other services, by their old types. They do not run here, and are kept for TextIt. */
export const MESSAGE_ACTIONS: Readonly<Record<string, ActionMigration>> = {
  add_label: (action, _, context) => ({
    type: 'add_input_labels',
    labels: textsIn(action['labels']).map((label) =>
      typeof label === 'string' && label.startsWith('@')
        ? { name_match: presentTemplate(label, context) }
        : context.references.other('label', label),
    ),
  }),
  api: (action, _, context) => ({
    type: 'call_webhook',
    method: String(action['action'] ?? 'GET').toUpperCase(),
    url: presentTemplate(action['webhook'] ?? action['value'], context),
    headers: headersOf(action, context),
  }),
  email,
  play: (action, uuid, context) => ({
    type: 'play_audio',
    audio_url: localized(action['url'], { uuid, property: 'audio_url' }, context),
  }),
  reply: (action, uuid, context) => ({
    type: 'send_msg',
    ...message(action, uuid, context),
    ...(action['send_all'] === true && { all_urns: true }),
  }),
  say: (action, uuid, context) => ({
    type: 'say_msg',
    text: localized(action['msg'], { uuid, property: 'text' }, context),
    audio_url: localized(action['recording'], { uuid, property: 'audio_url' }, context),
  }),
  send: (action, uuid, context) => ({
    type: 'send_broadcast',
    ...message(action, uuid, context),
    ...recipients(action, context),
  }),
  'trigger-flow': (action, _, context) => ({
    type: 'start_session',
    flow: context.references.flow(action),
    ...recipients(action, context),
    ...(variables(action).includes(NEW_CONTACT) && { create_contact: true }),
  }),
};

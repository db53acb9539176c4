import * as z from 'zod/mini';
import { CAPABILITIES, capabilitiesOf } from '../../shared/domain/capabilities.ts';
import { DATE_STYLES } from '../../shared/domain/settings/settings.ts';
import { ROLES, type Settings } from '../../shared/domain/workspace.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { settingsShown } from './settings.ts';

const actor = z.object({ uuid: z.uuid(), name: z.string() });

const meShown = presenter<Pick<RequestContext, 'caller' | 'assets' | 'now'>>('Me')({
  who: [
    z.object({ type: z.enum(['person', 'token']), uuid: z.uuid(), name: z.string() }),
    ({ caller: { kind, id, name } }) => ({ type: kind, uuid: id, name }),
  ],
  /** Null for a person who has signed in. */
  token: [z.nullable(actor), ({ caller: { kind, id, name } }) => (kind === 'token' ? { uuid: id, name } : null)],
  role: [z.enum(ROLES), ({ caller }) => caller.role],
  read_only: [z.boolean(), ({ caller }) => caller.readOnly ?? false],
  endpoints: [orNull(z.array(z.string())), ({ caller }) => caller.endpoints],
  capabilities: [
    z.array(z.enum(CAPABILITIES)),
    ({ caller: { role, readOnly } }) => capabilitiesOf(role).filter((one) => !readOnly || one === 'view'),
  ],
  workspace: [
    z.pick(settingsShown.schema, {
      uuid: true,
      name: true,
      country: true,
      timezone: true,
      date_style: true,
      anon: true,
      dormancy_days: true,
      delete_any_status: true,
      contact_price: true,
      currency: true,
    }),
    ({ assets }) => settingsShown.show(assets.settings),
  ],
  now: timestamp,
});

/** GET me.json: who asks, what they may do here, and the service's time, for texts as "3 days ago". */
export const showMe = endpoint({
  summary: 'The caller: the person or token, the role and permissions, the workspace, the time',
  answers: shown(meShown),
  parse: () => null,
  handle: (_, context) => ok(meShown.show(context)),
});

/** TextIt's read-only shape (6.2). */
const workspaceShown = presenter<Settings>('Workspace')({
  uuid: z.uuid(),
  name: z.string(),
  country: z.nullable(z.string()),
  languages: z.array(z.string()),
  primary_language: [z.nullable(z.string()), ({ languages }) => languages[0] ?? null],
  timezone: z.string(),
  date_style: z.enum(DATE_STYLES),
  credits: [z.object({ used: z.int(), remaining: z.int() }), () => ({ used: -1, remaining: -1 })],
  anon: z.boolean(),
});

/** GET workspace.json. */
export const workspaceInfo = endpoint({
  summary: 'The workspace',
  answers: shown(workspaceShown),
  parse: () => null,
  handle: (_, { assets: { settings } }) => ok(workspaceShown.show(settings)),
});

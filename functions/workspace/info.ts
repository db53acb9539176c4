import { endpoint, ok } from '../../shared/lambda/endpoint.ts';

/** GET workspace.json: TextIt's read-only shape (6.2). */
export const workspaceInfo = endpoint({
  summary: 'The workspace',
  parse: () => null,
  handle: (_, { assets: { settings } }) =>
    ok({
      uuid: settings.uuid,
      name: settings.name,
      country: settings.country,
      languages: settings.languages,
      primary_language: settings.languages[0] ?? null,
      timezone: settings.timezone,
      date_style: settings.dateStyle,
      credits: { used: -1, remaining: -1 },
      anon: settings.anon,
    }),
});

import * as z from 'zod/mini';
import { DATE_STYLES } from '../../shared/domain/workspace.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';

const workspaceSchema = z.lazy(() =>
  z.object({
    uuid: z.uuid(),
    name: z.string(),
    country: z.nullable(z.string()),
    languages: z.array(z.string()),
    primary_language: z.nullable(z.string()),
    timezone: z.string(),
    date_style: z.enum(DATE_STYLES),
    credits: z.object({ used: z.int(), remaining: z.int() }),
    anon: z.boolean(),
  }),
);

/** GET workspace.json: TextIt's read-only shape (6.2). */
export const workspaceInfo = endpoint({
  summary: 'The workspace',
  answers: { 200: workspaceSchema },
  handle({ assets: { settings } }) {
    return Promise.resolve(
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
    );
  },
});

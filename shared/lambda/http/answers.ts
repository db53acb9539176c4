import * as z from 'zod/mini';
import { type AnswerForm, named, schemaOf } from './presenter.ts';

/** By status, the schema of an answer; null: no body. For the API's document. */
export type Answers = Readonly<Record<number, z.core.$ZodType | null>>;

export const pageSchema = <Item extends z.core.$ZodType>(item: Item) =>
  z.object({ next: z.nullable(z.string()), previous: z.nullable(z.string()), results: z.array(item) });

/** A page of a list. */
export const pagesOf = (form: AnswerForm<never>): Answers => ({ 200: pageSchema(schemaOf(form)) });

/** What was changed, or made. */
export const saved = (form: AnswerForm<never>): Answers => ({ 200: schemaOf(form), 201: schemaOf(form) });

export const shown = (form: AnswerForm<never>): Answers => ({ 200: schemaOf(form) });

/** A thing by its uuid and present name; null: it has none, or is gone. */
export const namedThing = z.object({ uuid: z.string(), name: z.nullable(z.string()) });

/** Numbers of contacts by reason. */
export const tally = z.record(z.string(), z.int());

/** What went wrong with one contact. */
export const errorSample = named(
  'ErrorSample',
  z.object({
    kind: z.string(),
    contact: z.string(),
    node: z.nullable(z.string()),
    action: z.nullable(z.string()),
    text: z.string(),
  }),
);

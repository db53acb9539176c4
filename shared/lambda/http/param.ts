import type { Form } from '../../domain/schema.ts';

/** A query parameter as an endpoint declares it: checks, `Dormouse-Ignored` and the OpenAPI document follow. */
export interface Param {
  readonly about: string;
  /** What its values look like; of another one nothing is found, or it is refused. */
  readonly form: 'uuid' | 'time' | 'flag' | 'text' | Whole | OneOf;
  /** Of a text, for the OpenAPI document. */
  readonly text?: Form;
  /** It says how a list is read. An empty one is none, as in TextIt, while an empty filter is refused. */
  readonly how?: true;
  /** The request is refused without it. */
  readonly required?: true;
  /** It may be given more than once. */
  readonly repeats?: true;
}

interface Whole {
  readonly least?: number;
  readonly most?: number;
}

type OneOf = readonly string[];

export const isOneOf = (form: Param['form']): form is OneOf => Array.isArray(form);

/** A parameter by its declaration; a sentence alone declares a filter by any text. */
export const paramOf = (declared: string | Param): Param =>
  typeof declared === 'string' ? { about: declared, form: 'text' } : declared;

export const byUuid = (about: string): Param => ({ about, form: 'uuid' });
export const atTime = (about: string): Param => ({ about, form: 'time', how: true });
export const yesOrNo = (about: string): Param => ({ about, form: 'flag', how: true });
export const byNumber = (about: string, form: Whole = {}): Param => ({ about, form });
export const byChoice = (form: OneOf, about: string): Param => ({ about, form });
export const byText = (about: string, text: Form): Param => ({ about, form: 'text', text });
/** A text that says how a list is read. */
export const asText = (about: string, text: Form = {}): Param => ({ ...byText(about, text), how: true });
export const required = (declared: string | Param): Param => ({ ...paramOf(declared), required: true });

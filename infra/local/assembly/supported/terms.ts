import * as z from 'zod/mini';

/** Accepted without effect: permissions, encryption, retention and the like. */
export const ignored = z.optional(z.unknown());
export const text = z.string();
export const count = z.number();
export const flag = z.optional(z.boolean());
export const tags = { Tags: ignored };

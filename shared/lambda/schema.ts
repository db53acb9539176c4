/** TRANSITIONAL: these are pure and lie in the domain, which describes what a new job takes. */
export * from '../domain/schema.ts';

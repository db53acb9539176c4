import { pluralIn } from '../plural.ts';

export const many = pluralIn('en');

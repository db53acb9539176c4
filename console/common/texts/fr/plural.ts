import { pluralIn } from '../plural.ts';

export const plusieurs = pluralIn('fr');

import { playStories } from './play.ts';

playStories('carrier');

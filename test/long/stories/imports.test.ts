import { playStories } from './play.ts';

playStories('imports');

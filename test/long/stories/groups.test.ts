import { playStories } from './play.ts';

playStories('groups');

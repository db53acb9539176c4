import { playStories } from './play.ts';

playStories('jobs');

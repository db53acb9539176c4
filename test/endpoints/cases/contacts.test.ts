import { playCases } from './play.ts';

playCases((endpoint) => endpoint.startsWith('contact'));

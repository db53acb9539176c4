import { playOverHttp } from '../../support/cases/over-http.ts';

playOverHttp();

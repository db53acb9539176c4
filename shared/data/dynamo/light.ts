import { LightHttpHandler } from './light-http.ts';
import { PreparedSha256 } from './prepared-hash.ts';

/** For the constructor of a client whose answers are small JSON (DynamoDB, SQS). */
export const light = () => ({ requestHandler: new LightHttpHandler(), sha256: PreparedSha256 });

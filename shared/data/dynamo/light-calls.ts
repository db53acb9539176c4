/**
 * How a call of DynamoDB or SQS is made (ADR 105): by the SDK's own steps, without what it would find out again each
 * time. The steps are worked out once for each kind of command; the first call finds the service's address, as the SDK
 * does; a body is one pass of JSON; and `retryWithinLimit` alone repeats calls.
 */

/** A command of the SDK, with an input that is ready for JSON. */
export interface Command {
  readonly constructor: unknown;
  resolveMiddleware(stack: never, config: never, options?: never): unknown;
}

/** `stepOf` makes one more step, before the body is made: the same for all commands of a kind. */
export type Call = (command: Command, stepOf?: () => CallStep) => Promise<unknown>;

type Handler = (command: Command) => Promise<{ readonly output: unknown }>;

interface Stack {
  add(step: CallStep, options: object): void;
  addRelativeTo(step: CallStep, options: object): void;
  remove(name: string): boolean;
  concat(other: Stack): Stack;
}

export type CallStep = (next: (args: Args) => Promise<Result>, context: Context) => (args: Args) => Promise<Result>;

interface Args {
  readonly input: object;
  readonly request?: object;
}

interface Result {
  readonly response: Response;
  readonly output?: unknown;
}

interface Response {
  readonly statusCode: number;
  readonly headers: object;
  /** Bytes; a stream of the SDK's own handler. */
  body: unknown;
}

interface Context {
  readonly commandName: string;
  endpointV2?: Endpoint;
  readonly __smithy_context: { readonly operationSchema: readonly unknown[] };
}

interface Endpoint {
  readonly url: URL;
  /** Another way to sign than the client's, which the SDK takes from here at each call. */
  readonly properties?: { readonly authSchemes?: unknown };
}

interface Config {
  readonly protocol: {
    readonly awsQueryCompatible?: boolean;
    deserializeMetadata(response: Response): { readonly httpStatusCode: number };
    deserializeResponse(operation: object, context: object, response: Response): Promise<never>;
  };
  readonly protocolSettings: { readonly serviceTarget: string };
  streamCollector(stream: unknown): Promise<Uint8Array>;
  signer(scheme?: unknown): unknown;
}

interface Client {
  readonly config: object;
  readonly middlewareStack: object;
}

/** Steps that do nothing here (a log, the SDK's name), or that `serialize` does as well. */
const UNNEEDED = ['loggerMiddleware', 'getUserAgentMiddleware', 'contentLengthMiddleware', 'hostHeaderMiddleware'];

const BEFORE_BODY = { relation: 'before', toMiddleware: 'serializerMiddleware', override: true };

const replacing = (name: string, step: string) => ({ name, step, override: true });

/** What makes the client's calls. */
export function openCalls(client: Client): Call {
  const [config, stack] = [client.config as Config, client.middlewareStack as Stack];
  signOnce(config);
  let endpoint: Endpoint | undefined;
  const note = (found: Endpoint): void => {
    if (found.properties?.authSchemes === undefined) endpoint = found;
  };
  const lighten = (steps: Stack, own: CallStep | undefined): Stack => {
    for (const name of UNNEEDED) steps.remove(name);
    if (endpoint !== undefined)
      steps.addRelativeTo(knowing(endpoint), { ...BEFORE_BODY, name: 'endpointV2Middleware' });
    if (own !== undefined) steps.addRelativeTo(own, { ...BEFORE_BODY, name: 'own' });
    steps.add(serialize(config, note), replacing('serializerMiddleware', 'serialize'));
    steps.add(deserialize(config), replacing('deserializerMiddleware', 'deserialize'));
    steps.add(signAgain, { ...replacing('retryMiddleware', 'finalizeRequest'), priority: 'high' });
    return steps;
  };
  const handlers = new Map<unknown, Handler>();
  const handlerOf: (...given: Parameters<Call>) => Handler = (command, stepOf) => {
    const ready = handlers.get(command.constructor);
    if (ready !== undefined) return ready;
    const steps = { concat: (own: Stack) => lighten(stack.concat(own), stepOf?.()) };
    const handler = command.resolveMiddleware(steps as never, config as never) as Handler;
    if (endpoint !== undefined) handlers.set(command.constructor, handler);
    return handler;
  };
  return async (command, stepOf) => (await handlerOf(command, stepOf)(command)).output;
}

/** The SDK makes its signer anew for each call, although it is the same. */
function signOnce(config: Config): void {
  const make = config.signer;
  let made: unknown;
  config.signer = (scheme) => {
    if (scheme !== undefined) return make(scheme);
    made ??= make();
    return made;
  };
}

const knowing =
  (endpoint: Endpoint): CallStep =>
  (next, context) => {
    context.endpointV2 = endpoint;
    return next;
  };

const serialize =
  ({ protocol, protocolSettings }: Config, note: (endpoint: Endpoint) => void): CallStep =>
  (next, context) => {
    const said = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `${protocolSettings.serviceTarget}.${context.commandName.replace(/Command$/, '')}`,
      ...(protocol.awsQueryCompatible && { 'x-amzn-query-mode': 'true' }),
    };
    return (args) => {
      const { endpointV2 } = context;
      if (endpointV2 === undefined) throw new Error('The SDK found no address of the service');
      note(endpointV2);
      const { protocol: scheme, hostname, port, pathname: path, host } = endpointV2.url;
      const body = JSON.stringify(args.input);
      const headers = { ...said, 'content-length': String(Buffer.byteLength(body)), host };
      const address = { protocol: scheme, hostname, port: port === '' ? undefined : Number(port), path, query: {} };
      return next({ ...args, request: { method: 'POST', ...address, headers, body } });
    };
  };

const deserialize =
  (config: Config): CallStep =>
  (next, context) => {
    const { protocol } = config;
    const [, namespace, name, traits, input, output] = context.__smithy_context.operationSchema;
    const operation = { namespace, name, traits, input, output };
    return async (args) => {
      const { response } = await next(args);
      if (!(response.body instanceof Uint8Array)) response.body = await config.streamCollector(response.body);
      const $metadata = protocol.deserializeMetadata(response);
      if (response.statusCode < 300) {
        const text = textOf(response.body as Uint8Array);
        return { response, output: { ...(text !== '' && JSON.parse(text)), $metadata } };
      }
      try {
        return await protocol.deserializeResponse(operation, { ...config, ...context }, response);
      } catch (error) {
        // By its header of the time the signer sets its clock.
        Object.defineProperty(error, '$response', { value: response, enumerable: false, configurable: false });
        // What is no JSON, such as the answer of a gateway, has no more than its status.
        const $fault = response.statusCode < 500 ? 'client' : 'server';
        throw '$metadata' in (error as Error) ? error : Object.assign(error as Error, { $metadata, $fault });
      }
    };
  };

const textOf = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString();

/** Sends a call again that was refused for its time: the signer has set its clock by the answer. */
const signAgain: CallStep = (next) => async (args) => {
  try {
    return await next(args);
  } catch (error) {
    const { name, $metadata } = error as { name?: string; $metadata?: { clockSkewCorrected?: boolean } };
    if (name !== 'InvalidSignatureException' && !$metadata?.clockSkewCorrected) throw error;
    return next(args);
  }
};

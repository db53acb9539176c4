import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';

/** A resource of a template; its properties still hold intrinsics. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Stack {
  readonly name: string;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Outputs by their names in this stack, which other stacks read. */
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Outputs by the name under which they are exported (`Fn::ImportValue`). */
  readonly exported: ReadonlyMap<string, unknown>;
  /** Directories of assets, by the object keys of their uploads. */
  readonly assets: ReadonlyMap<string, string>;
}

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.optional(
        z.object({
          templateFile: z.optional(z.string()),
          stackName: z.optional(z.string()),
          file: z.optional(z.string()),
        }),
      ),
      dependencies: z.optional(z.array(z.string())),
    }),
  ),
});

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.optional(z.record(z.string(), z.unknown())),
      Condition: z.optional(z.string()),
    }),
  ),
  Outputs: z.optional(
    z.record(z.string(), z.object({ Value: z.unknown(), Export: z.optional(z.object({ Name: z.unknown() })) })),
  ),
});

const Assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.optional(z.string()), packaging: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function readAssets(directory: string, file: string): [string, string][] {
  return Object.values(Assets.parse(readJson(join(directory, file))).files).flatMap(({ source, destinations }) => {
    const { path, packaging } = source;
    if (path === undefined || packaging !== 'zip') return [];
    return Object.values(destinations).map(({ objectKey }): [string, string] => [objectKey, resolve(directory, path)]);
  });
}

function readStack(name: string, path: string, assets: ReadonlyMap<string, string>): Stack {
  const template = Template.parse(readJson(path));
  const resources = Object.entries(template.Resources).map(([logicalId, { Type, Properties, Condition }]) => {
    if (Condition !== undefined) throw new Error(`${name}.${logicalId}: conditions do not run locally.`);
    return [logicalId, { stack: name, logicalId, type: Type, properties: Properties ?? {} }] as const;
  });
  const outputs = Object.entries(template.Outputs ?? {});
  return {
    name,
    resources: new Map(resources),
    outputs: new Map(outputs.map(([key, output]) => [key, output.Value])),
    exported: new Map(
      outputs.flatMap(([, { Export, Value }]) => (Export ? [[String(Export.Name), Value] as const] : [])),
    ),
    assets,
  };
}

/** Reads a synthesised cloud assembly (`cdk.out`): the stacks' templates, and the directories of assets. */
export function readAssembly(directory: string): readonly Stack[] {
  const { artifacts } = Manifest.parse(readJson(join(directory, 'manifest.json')));
  const entries = Object.entries(artifacts);
  const assets = new Map(
    entries
      .filter(([, artifact]) => artifact.type === 'cdk:asset-manifest')
      .flatMap(([, artifact]) => readAssets(directory, artifact.properties?.file ?? '')),
  );
  return entries
    .filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack')
    .map(([id, { properties }]) =>
      readStack(properties?.stackName ?? id, join(directory, properties?.templateFile ?? ''), assets),
    );
}

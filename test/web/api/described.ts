import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Response } from 'supertest';
import { expect } from 'vitest';
import type { Harbour } from '../harbour.js';

interface Described {
  description: string;
  headers?: Record<string, { required: boolean }>;
  content?: Record<string, { schema?: object }>;
}
interface Operation {
  operationId: string;
  parameters: { name: string; schema: object }[];
  requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
  responses: Record<string, Described | { $ref: string }>;
}
export interface Description {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Described>; schemas: Record<string, object> };
}

const nothing = { maxProperties: 0 };

/**
 * Holds an answer against what is said of it: its status, its headers and its body. What has no description
 * of its own, as that the server can't do it just now, is held against another only where a test says so.
 */
export type Fits = (
  method: string,
  path: string,
  response: Response,
  under?: number | 'default',
) => void;

/** What the API says of itself, and a test of answers by it. */
export async function described(room: Harbour): Promise<{ description: Description; fits: Fits }> {
  const { body: description } = await room.send(room.tom, 'get', '/api/openapi.json');
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(description, 'api');
  const compiled = new Map<object | undefined, ValidateFunction>();
  const names = new Map<string, string>();
  const fits: Fits = (method, path, { status, headers, body, type }, under = status) => {
    const name = names.get(path) ?? pathName(description, path);
    names.set(path, name);
    const responses = description.paths[name]?.[method]?.responses ?? {};
    const said = responses[under];
    expect(said, `${method} ${path} may answer ${status}`).toBeDefined();
    const { headers: promised = {}, content } = resolved(description, said);
    for (const [header, { required }] of Object.entries(promised)) {
      if (required) expect(headers).toHaveProperty(header.toLowerCase());
    }
    const schema = content ? content[type]?.schema : nothing;
    expect(schema, `${method} ${path} answers ${type}`).toBeDefined();
    const validate = compiled.get(schema) ?? ajv.compile(inApi(schema ?? {}));
    compiled.set(schema, validate);
    validate(body);
    expect(validate.errors ?? []).toEqual([]);
  };
  return { description, fits };
}

function pathName({ paths }: Description, path: string): string {
  const asked = path.split('?')[0] ?? '';
  const fitting = Object.keys(paths).filter((each) =>
    new RegExp(`^${each.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(asked),
  );
  const parameters = (each: string) => each.split('{').length;
  return fitting.sort((one, other) => parameters(one) - parameters(other))[0] ?? '';
}

function resolved(
  { components }: Description,
  said: Described | { $ref: string } | undefined,
): Described {
  if (said && !('$ref' in said)) return said;
  const response = components.responses[said?.$ref.split('/').at(-1) ?? ''];
  if (response) return response;
  throw new Error(`Nothing is described by ${said?.$ref}.`);
}

/** A schema of the description, which refers to others of it. */
function inApi(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'));
}

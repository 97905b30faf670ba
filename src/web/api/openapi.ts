import { z } from 'zod';
import { capitalised } from '../../domain/text/wording.js';
import type { ApiRoute, Route, Routes } from '../http/routes.js';
import { problemShape, savedUnseenShape } from './problem-answer.js';

/** `/api/openapi.json`: the API's description in OpenAPI 3.1, made from the routes at work when it is first asked for. */
export function openapi(routes: Routes): void {
  let description: object | undefined;
  routes.get(
    '/api/openapi.json',
    { right: 'read', summary: 'This description', answer: z.looseObject({}) },
    // Without a public address the server is the one of which the description was asked.
    ({ site }, _req, res) => {
      description ??= descriptionOf(routes.list(), site.baseUrl ?? '/');
      res.json(description);
    },
  );
}

type Schemas = Record<string, object>;
/** What is sent, by the name of its schema: a shape that several routes take has one. */
type Bodies = Map<z.ZodType, string>;

/** The description of those of the routes that stand under /api. Throws for one without words. */
function descriptionOf(routes: readonly Route[], server: string) {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Schemas = {};
  const bodies: Bodies = new Map();
  schemaOf(problemShape, 'output', schemas);
  schemaOf(savedUnseenShape, 'output', schemas);
  for (const route of routes.filter(({ path }) => path.startsWith('/api/'))) {
    const path = route.path.replaceAll(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route, schemas, bodies) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Whence',
      version: '1',
      description:
        'Positions and lengths are in Unicode code points; times are RFC 3339, in UTC. Errors are RFC 9457.',
    },
    servers: [{ url: server }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas,
      responses: problemResponses,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operation(route: Route, schemas: Schemas, bodies: Bodies) {
  const { method, path, api } = route;
  if (!api) throw new Error(`Nothing is said of ${method} ${path}.`);
  return {
    operationId: operationId(route),
    summary: api.summary,
    description: `Asks for the right to ${api.right}.`,
    parameters: [...pathParameters(path), ...queryParameters(api), ...headerParameters(route, api)],
    ...(api.body && {
      requestBody: {
        required: true,
        content: bodyContent(api, bodyOf(route, api.body, schemas, bodies)),
      },
    }),
    responses: {
      ...(method !== 'get' && savedUnseen),
      ...answers(route, api, schemas),
      ...problems(route, api),
    },
  };
}

/** In parts, a file stands beside the fields. */
function bodyContent({ inParts }: ApiRoute, schema: object) {
  const json = { 'application/json': { schema } };
  if (!inParts) return json;
  const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } } };
  return { ...json, 'multipart/form-data': { schema: { allOf: [schema, file] } } };
}

/** What is sent stands among the named schemas, under the name of the first operation that takes it. */
function bodyOf(route: Route, body: z.ZodType, schemas: Schemas, bodies: Bodies): object {
  const name = bodies.get(body) ?? `${capitalised(operationId(route))}Body`;
  if (!bodies.has(body)) {
    bodies.set(body, name);
    schemas[name] = schemaOf(body, 'input', schemas);
  }
  return named(name);
}

/** What is answered where the database was lost between a save and its answer: see errors.ts. */
const savedUnseen = {
  200: {
    description: 'It was saved, and can’t be shown just now: it is not to be sent again.',
    content: { 'application/json': { schema: named('SavedUnseen') } },
  },
};

function answers({ method }: Route, api: ApiRoute, schemas: Schemas) {
  const status = statusOf(api);
  const answer = { description: api.summary, ...answerContent(api, schemas) };
  // What was saved and can't be shown is answered with the same status, and without its headers.
  if (status !== 200 || method === 'get') {
    const made = { [status]: { ...answer, ...answerHeaders(api, true) } };
    return api.dryRun ? { ...made, 200: { ...answer, description: dryRun } } : made;
  }
  const schema = api.answer && {
    anyOf: [schemaOf(api.answer, 'output', schemas), named('SavedUnseen')],
  };
  const content = { 'application/json': { schema } };
  return { 200: { ...answer, content, ...answerHeaders(api, false) } };
}

const dryRun = 'What would be made: nothing is written.';

function named(schema: string) {
  return { $ref: `#/components/schemas/${schema}` };
}

/** `GET /api/articles/:id/rounds` is *getArticlesByIdRounds*. */
function operationId({ method, path }: Route): string {
  const words = path.match(/:?\w+/gu)?.slice(1) ?? [];
  const parts = words.map((word) =>
    word.startsWith(':') ? `By${capitalised(word.slice(1))}` : capitalised(word),
  );
  return method + parts.join('');
}

function pathParameters(path: string) {
  return [...path.matchAll(/:(\w+)/gu)].map(([, name]) => parameter('path', name ?? ''));
}

function queryParameters({ query = {} }: ApiRoute) {
  return Object.entries(query).map(([name, said]) => {
    if (typeof said === 'string') return parameter('query', name, said);
    const one = { type: 'string', enum: said.values };
    const schema = said.several ? { type: 'array', items: one } : one;
    return { ...parameter('query', name, said.says), schema };
  });
}

function headerParameters({ method }: Route, { ifMatch }: ApiRoute) {
  const named =
    'Sent again under the same key it is done once and answered as the first time: with its id alone, where what it made is gone. For a day another body or path under that key is refused (422).';
  const what = 'The ETag of the state that was seen.';
  return [
    ...(method === 'post' ? [parameter('header', 'Idempotency-Key', named)] : []),
    ...(ifMatch
      ? [{ ...parameter('header', 'If-Match', what), required: ifMatch === 'must' }]
      : []),
  ];
}

function parameter(place: 'path' | 'query' | 'header', name: string, description?: string) {
  return {
    in: place,
    name,
    required: place === 'path',
    schema: { type: 'string' },
    ...(description && { description }),
  };
}

function statusOf({ makes, answer, files }: ApiRoute): 200 | 201 | 204 {
  if (makes) return 201;
  return answer || files ? 200 : 204;
}

function answerHeaders({ makes, etag }: ApiRoute, required: boolean) {
  const headers = {
    ...(makes && { Location: header('Where what was made is.', required) }),
    ...(etag && { ETag: header('The state that is answered, to be sent as If-Match.', required) }),
  };
  return Object.keys(headers).length > 0 && { headers };
}

function header(description: string, required: boolean) {
  return { description, required, schema: { type: 'string' } };
}

function answerContent({ answer, files = [] }: ApiRoute, schemas: Schemas) {
  const content = {
    ...(answer && { 'application/json': { schema: schemaOf(answer, 'output', schemas) } }),
    ...Object.fromEntries(files.map((mediaType) => [mediaType, {}])),
  };
  return Object.keys(content).length > 0 && { content };
}

/** What else a route may answer, by status: what follows from what it takes, and what it says itself. */
function problems({ method, path }: Route, api: ApiRoute) {
  const { query, body, ifMatch, conflict } = api;
  const possible = [
    [400, body],
    [401, true],
    [403, true],
    [404, path.includes(':')],
    [409, method !== 'get'],
    [412, ifMatch],
    [413, body],
    [415, body],
    [422, body ?? query],
    [428, ifMatch === 'must'],
    ['default', true],
  ] as const;
  const $ref = (status: number | 'default') => `#/components/responses/${nameOf(status)}`;
  return {
    ...Object.fromEntries(
      possible.flatMap(([status, is]) => (is ? [[status, { $ref: $ref(status) }]] : [])),
    ),
    ...(conflict && { 409: problem(conflict) }),
    ...Object.fromEntries(
      Object.entries(api.problems ?? {}).map(([status, when]) => [status, problem(when)]),
    ),
  };
}

const problemWords = {
  400: 'What was sent is not JSON.',
  401: 'Nobody is signed in.',
  403: 'Whoever asks may not do this.',
  404: 'There is no such thing.',
  409: 'Something is to be said yes to first (`confirm`), others change the same at this moment, or what this very request made before is gone.',
  412: 'It has moved on from the state that was seen; of an annotation, `current` is what stands.',
  413: 'What was sent is too large.',
  415: 'What was sent is of a media type that is not supported.',
  422: 'What was sent is not valid; `errors` says why, by field.',
  428: 'If-Match is missing.',
  default: 'A problem.',
};

function nameOf(status: number | string): string {
  return status === 'default' ? 'Problem' : `Problem${status}`;
}

function problem(description: string) {
  return { description, content: { 'application/problem+json': { schema: named('Problem') } } };
}

const problemResponses = Object.fromEntries(
  Object.entries(problemWords).map(([status, words]) => [nameOf(status), problem(words)]),
);

/** A schema as JSON Schema has it. Those with a name of their own go to `schemas` and are referred to. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Schemas): object {
  const { properties, $defs = {} } = withComponents(
    z.toJSONSchema(z.object({ schema }), {
      io,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        if (io === 'input' && zodSchema instanceof z.ZodObject)
          jsonSchema.required = needed(zodSchema);
        delete jsonSchema.id;
      },
    }),
  );
  Object.assign(schemas, $defs);
  return Object(properties).schema;
}

function withComponents<T>(described: T): T {
  return JSON.parse(
    JSON.stringify(described).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/'),
  );
}

/** JSON Schema takes fields that are prepared before they are read for required ones. */
function needed({ shape }: z.ZodObject): string[] {
  return Object.entries(shape).flatMap(([name, field]) =>
    z.safeParse(field, undefined).success ? [] : [name],
  );
}

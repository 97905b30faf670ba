import { afterEach, beforeEach, expect, test } from 'vitest';
import { allRoutes } from '../../../src/app.js';
import { openDesk } from '../../../src/desk/desk.js';
import { createAttemptLimits } from '../../../src/web/access/attempt-limits.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

type Operation = {
  parameters: { in: string; name: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  responses: Record<string, object>;
};

interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { required?: string[] }> };
}

async function description(): Promise<Description> {
  const program = await room.bearer(room.tom);
  return (await program.get('/api/openapi.json').expect(200)).body;
}

async function paths(): Promise<Description['paths']> {
  return (await description()).paths;
}

test('the description names every route of the API and no other', async () => {
  const routes = allRoutes(createAttemptLimits(openDesk(openMemoryStore()))).list();
  const there = routes
    .filter(({ path }) => path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/gu, '{$1}')}`);
  const described = Object.entries(await paths()).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(there.sort());
  expect(there.length).toBeGreaterThan(15);
});

test('of a body it says which fields must be sent, and of a write which state must be named', async () => {
  const { paths: described, components } = await description();
  const required = (path: string, method: string) => {
    const body = described[path]?.[method]?.requestBody?.content['application/json']?.schema;
    return components.schemas[body?.$ref.split('/').at(-1) ?? '']?.required;
  };
  // What an article is sent without may stand in its file.
  expect(required('/api/articles', 'post')).toEqual([]);
  expect(required('/api/articles/{id}/rounds', 'post')).toEqual(['people']);
  expect(required('/api/articles/{id}', 'patch')).toEqual([]);
  expect(required('/api/articles/{id}/annotations', 'post')).toEqual(['target', 'chain']);
  expect(required('/api/sources', 'post')).toEqual(['name']);
  expect(required('/api/annotations/{id}/verdicts', 'post')).toEqual(['verdict']);
  expect(required('/api/annotations/{id}/proposals', 'post')).toEqual(['reason']);
  expect(required('/api/annotations/{id}/settlement', 'post')).toEqual(['outcome', 'reason']);
  expect(required('/api/settings', 'put')).toEqual(['quorum']);
  const put = described['/api/annotations/{id}']?.put;
  expect(put?.parameters).toContainEqual(
    expect.objectContaining({ in: 'header', name: 'If-Match', required: true }),
  );
  expect(put?.responses).toHaveProperty('200');
});

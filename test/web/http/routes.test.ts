import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { allRoutes } from '../../../src/app.js';
import { openDesk } from '../../../src/desk/desk.js';
import { Problem } from '../../../src/domain/problem.js';
import { createAttemptLimits } from '../../../src/web/access/attempt-limits.js';
import { answerErrors, type Log } from '../../../src/web/http/errors.js';
import { createRoutes, type Routes } from '../../../src/web/http/routes.js';
import { openMemoryStore } from '../../store/memory.js';

/** An app of nothing but some routes. */
function appOf(add: (routes: Routes) => void, log: Log = { error: () => {} }) {
  const desk = openDesk(openMemoryStore());
  const routes = createRoutes();
  add(routes);
  const app = express();
  app.use(
    routes.router(desk, { baseUrl: null, timeZone: 'UTC', trustedProxies: [], allowedHosts: [] }),
  );
  app.use(answerErrors(desk, log));
  return request(app);
}

const echo = appOf((routes) => {
  routes.post('/api/echo/:id', 'anyone', (_context, { params, body }, res) => {
    res.json({ id: params.id, body });
  });
});

test('what lies behind a failure of the desk’s is written down, and only its sentence told', async () => {
  const written: unknown[] = [];
  const cause = new Error('ended with SIGKILL');
  const log: Log = { error: (what, message) => written.push([what, message]) };
  const failing = appOf((routes) => {
    routes.get('/api/pdf', 'anyone', () => {
      throw Object.assign(new Problem('unavailable', 'It broke off.'), { cause });
    });
  }, log);
  const { body } = await failing.get('/api/pdf').expect(503);
  expect(body.detail).toBe('It broke off.');
  expect(JSON.stringify(body)).not.toContain('SIGKILL');
  expect(written).toEqual([[expect.objectContaining({ err: cause }), 'It broke off.']]);
});

test('the API reads JSON', async () => {
  const { body } = await echo.post('/api/echo/7').send({ a: 1 }).expect(200);
  expect(body).toEqual({ id: '7', body: { a: 1 } });
});

test('a page is found in capitals and with a slash at its end, and what is no page is not', async () => {
  const named = appOf((routes) => {
    routes.get('/articles/:id', 'anyone', (_context, { params }, res) => void res.send(params.id));
    routes.get('/api/articles', 'anyone', (_context, _req, res) => void res.send('all'));
    routes.get('/', 'anyone', (_context, _req, res) => void res.send('home'));
  });
  for (const [path, answer] of [
    ['/articles/7', '7'],
    ['/ARTICLES/A7/?x=/api/articles', 'A7'],
    ['/Api/Articles/', 'all'],
    ['/', 'home'],
  ] as const) {
    expect((await named.get(path).expect(200)).text).toBe(answer);
  }
  for (const path of ['/articles', '/api', '/api/', '/api/articles/7', '//articles/7', '/7']) {
    await named.get(path).expect(404);
  }
});

test('no address has a parameter in the part by which it is looked for', () => {
  const limits = createAttemptLimits(openDesk(openMemoryStore()));
  const paths = allRoutes(limits).list();
  expect(paths.filter(({ path }) => !/^\/(?:api\/)?[\w.-]*(?:\/|$)/u.test(path))).toEqual([]);
});

test('a body that is missing is an empty one', async () => {
  const { body } = await echo.post('/api/echo/7').expect(200);
  expect(body.body).toEqual({});
});

test.each([
  ['application/json', '{"a": ', 400, 'This is not valid JSON.'],
  ['application/json', '"words"', 400, 'This is not valid JSON.'],
  [
    'application/json; charset=koi8-r',
    '{}',
    415,
    'This character set is not supported: use UTF-8.',
  ],
  ['text/plain', '{}', 415, 'Send JSON, with the header Content-Type: application/json.'],
  [
    'application/x-www-form-urlencoded',
    'a=1',
    415,
    'Send JSON, with the header Content-Type: application/json.',
  ],
  [
    'application/json',
    JSON.stringify({ a: 'x'.repeat(110_000) }),
    413,
    'This is larger than 100 KB, which is more than can be taken in.',
  ],
])('a body of type %s that starts %.8s is answered with %i', async (type, sent, status, detail) => {
  const { body } = await echo
    .post('/api/echo/7')
    .set('Content-Type', type)
    .send(sent)
    .expect(status);
  expect(body).toMatchObject({ status, detail });
});

test('a key that would reach into every object stays a key', async () => {
  const sent = '{"__proto__": {"admin": true}}';
  await echo.post('/api/echo/7').set('Content-Type', 'application/json').send(sent).expect(200);
  expect(Object.prototype).not.toHaveProperty('admin');
});

test('a problem of the API names its fields and what a caller needs to go on', async () => {
  const api = appOf((routes) => {
    routes.get('/api/passage', 'anyone', () => {
      const fields = [{ field: 'exact', message: 'It stands twice.' }];
      throw new Problem('ambiguous', 'It stands twice.', fields, { candidates: [3, 9] });
    });
  });
  const { body } = await api.get('/api/passage').expect(409);
  expect(body).toEqual({
    type: 'about:blank',
    title: 'Ambiguous',
    status: 409,
    code: 'ambiguous',
    detail: 'It stands twice.',
    errors: [{ field: 'exact', message: 'It stands twice.' }],
    candidates: [3, 9],
  });
});

test('a route that asks for a right does not run for nobody, and its body is not read', async () => {
  let ran = false;
  const api = appOf((routes) => {
    routes.post('/api/articles', 'add articles', () => {
      ran = true;
    });
  });
  await api.post('/api/articles').set('Content-Type', 'application/json').send('{').expect(401);
  expect(ran).toBe(false);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../../src/app.js';
import { openDesk } from '../../../src/desk/desk.js';
import { changeAccess } from '../../../src/desk/people/people.js';
import type { Person } from '../../../src/domain/people/person.js';
import { may } from '../../../src/domain/rights.js';
import { createAttemptLimits } from '../../../src/web/access/attempt-limits.js';
import type { Access, Method } from '../../../src/web/http/routes.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';

const routes = allRoutes(createAttemptLimits(openDesk(openMemoryStore()))).list();
const visitors = ['nobody', 'tom', 'jonas', 'mira', 'ada', 'disabled'] as const;
type Agent = ReturnType<Newsroom['visitor']>;

let newsroom: Newsroom;
let agents: Record<(typeof visitors)[number], Agent>;
beforeAll(async () => {
  newsroom = await openNewsroom();
  const { desk, ada, jonas, mira, nils, tom } = newsroom;
  agents = {
    nobody: newsroom.visitor(),
    tom: await newsroom.bearer(tom),
    jonas: await newsroom.bearer(jonas),
    mira: await newsroom.bearer(mira),
    ada: await newsroom.bearer(ada),
    disabled: await newsroom.signedIn(nils),
  };
  await changeAccess(desk, ada, nils.id, { disabled: true });
});
afterAll(() => newsroom.close());

/** Asks for a route with ids that stand for nothing, so that whoever may come in changes nothing. */
function ask(agent: Agent, method: Method, path: string) {
  return agent[method](path.replaceAll(/:\w+/gu, 'none')).set('Accept', 'application/json');
}

function mayUse(access: Access, visitor: (typeof visitors)[number]): boolean {
  if (access === 'anyone') return true;
  const { tom, jonas, mira, ada } = newsroom;
  const people: Partial<Record<string, Person>> = { tom, jonas, mira, ada };
  const person = people[visitor];
  return person !== undefined && may(person, access);
}

describe.each(routes)(
  '$method $path, which asks for the right $access,',
  ({ method, path, access }) => {
    test.each(visitors)('answers %s as their role says', async (visitor) => {
      const { status, body } = await ask(agents[visitor], method, path);
      if (mayUse(access, visitor)) {
        const wrongPassword = path === '/sign-in' && method === 'post';
        expect(status).not.toBe(403);
        if (!wrongPassword) expect(status).not.toBe(401);
      } else {
        expect(status).toBe(['nobody', 'disabled'].includes(visitor) ? 401 : 403);
        expect(body.detail).toMatch(
          /^(Sign in first|To .* takes the role of (\w+ or more|admin))\.$/u,
        );
      }
      expect(status).not.toBe(500);
    });
  },
);

test('there are routes for everybody and for admins', () => {
  const rights = new Set(routes.map(({ access }) => access));
  expect([...rights]).toEqual(expect.arrayContaining(['anyone', 'read', 'manage people']));
});

test('no path is added twice', () => {
  const names = routes.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(names).size).toBe(names.length);
});

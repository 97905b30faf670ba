import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Desk } from '../../desk/desk.js';
import { seenBy } from '../../desk/rounds/visibility.js';
import { demand, type Right } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { readBody } from './bodies.js';
import type { Context, OpenContext, Site } from './context.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** The right that a route asks for; *anyone* is open to those who have not signed in, too. */
export type Access = Right | 'anyone';

/** The parameters that a path names: `/articles/:id` has `id`. */
type PathParameters<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Record<Name, string> & PathParameters<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Record<Name, string>
    : Record<never, string>;

/** A request of which nothing has been believed yet: body and query are the sender's. */
export type Asked<P extends string = string> = Request<
  PathParameters<P>,
  unknown,
  unknown,
  Record<string, unknown>
>;

type Handler<P extends string, C> = (
  context: C,
  req: Asked<P>,
  res: Response,
) => Promise<void> | void;

/**
 * Adds a route: its path, who may use it, and what it does. `before` runs ahead of the handler and
 * of the reading of the body, once the right has been checked (limits, uploads).
 */
interface Add {
  <P extends string>(
    path: P,
    access: 'anyone',
    handle: Handler<P, OpenContext>,
    before?: RequestHandler[],
  ): void;
  <P extends string>(
    path: P,
    access: Right,
    handle: Handler<P, Context>,
    before?: RequestHandler[],
  ): void;
}

export interface Route {
  method: Method;
  path: string;
  access: Access;
}

/** Where every route is added, so that none can be added without saying who may use it. */
export interface Routes extends Record<Method, Add> {
  /** Every route, in the order in which they were added. */
  list(): readonly Route[];
  /** The routes at work on a desk. */
  router(desk: Desk, site: Site): Router;
}

type Rest<P extends string> =
  | [access: 'anyone', handle: Handler<P, OpenContext>, before?: RequestHandler[] | undefined]
  | [access: Right, handle: Handler<P, Context>, before?: RequestHandler[] | undefined];

type Mounted = Route & { mount: (router: Router, desk: Desk, site: Site) => void };

export function createRoutes(): Routes {
  const routes: Mounted[] = [];
  const adder =
    (method: Method): Add =>
    <P extends string>(path: P, ...rest: Rest<P>) => {
      const [access, , before = []] = rest;
      const mount = (router: Router, desk: Desk, site: Site) =>
        router[method](
          path,
          admit(access),
          ...before,
          readBody,
          async (req: Asked<P>, res: Response) => {
            await run(rest, { desk, site }, req, res);
          },
        );
      routes.push({ method, path, access, mount });
    };
  return {
    get: adder('get'),
    post: adder('post'),
    put: adder('put'),
    patch: adder('patch'),
    delete: adder('delete'),
    list: () => routes.map(({ method, path, access }) => ({ method, path, access })),
    router: (desk, site) => {
      const router = Router();
      for (const { mount } of routes) mount(router, desk, site);
      return router;
    },
  };
}

/** Every handler works on the desk as whoever asks may see it, and has nothing else to read from. */
async function run<P extends string>(
  rest: Rest<P>,
  { desk, site }: Omit<Context, 'actor'>,
  req: Asked<P>,
  res: Response,
): Promise<void> {
  const actor = req.visitor?.person ?? null;
  const place = { site, desk: await seenBy(desk, actor) };
  if (rest[0] === 'anyone') await rest[1]({ ...place, actor }, req, res);
  else await rest[1]({ ...place, actor: present(actor) }, req, res);
}

function admit(access: Access): RequestHandler {
  return (req, _res, next) => {
    if (access !== 'anyone') demand(present(req.visitor?.person), access);
    next();
  };
}

function present<T>(person: T | null | undefined): T {
  if (person) return person;
  throw new Problem('unauthenticated', 'Sign in first.');
}

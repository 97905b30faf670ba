import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { takeName } from '../../desk/answered-requests.js';
import type { Desk } from '../../desk/desk.js';
import { OneAtATimeEach } from '../../desk/one-at-a-time.js';
import { visibleTo } from '../../desk/rounds/visibility.js';
import { Problem } from '../../domain/problem.js';
import { demand, may, type Right } from '../../domain/rights.js';
import type { Store } from '../../store/store.js';
import { bodyOf, demandChoices, type QueryChoice } from '../api/api-input.js';
import { formName, namedRequest, requestName } from '../forms/request-name.js';
import { ledAsBefore, sendOnce } from '../forms/sent-before.js';
import { isForm, readForm } from '../forms/sent-form.js';
import { demandOwnPage, refuseOthersPages } from '../forms/shown-to.js';
import { formInParts } from '../forms/uploads.js';
import { readBody, readShortBody, wantsJson } from './bodies.js';
import type { Context, OpenContext, Site } from './context.js';
import { type FirstReading, readingFirst } from './first-reading.js';
import { answerWithoutGoneNames } from './outdated-answers.js';
import { requestStore } from './request-store.js';
import { runNamed } from './run-named.js';

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
export type RouteRequest<P extends string = string> = Request<
  PathParameters<P>,
  unknown,
  unknown,
  Record<string, unknown>
>;

type Handler<P extends string, C> = (
  context: C,
  req: RouteRequest<P>,
  res: Response,
) => Promise<void> | void;

/** What is said of a route of the API: who may use it, what it takes and what it answers. */
export interface ApiRoute<B extends z.ZodObject | undefined = z.ZodObject | undefined> {
  right: Right;
  summary: string;
  /** What each parameter of the query asks for, by its name. */
  query?: Readonly<Record<string, string | QueryChoice>>;
  /** The body is read by this before the handler runs, and a field that it has not is refused. */
  body?: B;
  /** Whether the body may come in parts, too (multipart/form-data), with a file beside its fields. */
  inParts?: true;
  /** What is answered as JSON. Where nothing is, the status is 204. */
  answer?: z.ZodType;
  /** The media types of what may be answered instead. */
  files?: readonly string[];
  /** Something new is made: the status is 201, and the header Location says where it is. */
  makes?: true;
  /** Whether the body may ask for the answer alone: the status is 200 then, and nothing is made. */
  dryRun?: true;
  /** Whether the answer bears the header ETag. */
  etag?: true;
  /** Whether If-Match must, or may, name the state that was seen. */
  ifMatch?: 'must' | 'may';
  /** When the answer is 409. */
  conflict?: string;
  /** When else it is one of these. */
  problems?: Readonly<Partial<Record<400 | 404, string>>>;
  /**
   * Answers how things stand where the very same request has been done, which would else do it anew once it has
   * been undone: its address, its body and where what it made is.
   */
  again?: AnswerAgain;
}

export type AnswerAgain = (
  context: Context,
  named: Readonly<Record<string, string>>,
  res: Response,
  done: { body: unknown; location: string },
) => Promise<void>;

type WithBody<B extends z.ZodObject> = ApiRoute<B> & { body: B };

/** What a handler works with to which a body is sent: what its schema read. */
interface BodyContext<B extends z.ZodObject> extends Context {
  body: z.output<B>;
}

/**
 * Adds a route: its path, who may use it, and what it does. `before` runs ahead of the handler and
 * of the reading of the body, once the right has been checked (limits, uploads). A route of the API
 * is described where it is added.
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
  <P extends string>(path: P, api: ApiRoute<undefined>, handle: Handler<P, Context>): void;
  <P extends string, B extends z.ZodObject>(
    path: P,
    api: WithBody<B>,
    handle: Handler<P, BodyContext<B>>,
  ): void;
}

export interface Route {
  method: Method;
  path: string;
  access: Access;
  /** Null for a page. */
  api: ApiRoute | null;
}

/** Where every route is added, so that none can be added without saying who may use it. */
export interface Routes extends Record<Method, Add> {
  /**
   * What a GET of a path with an `:id` reads first is read ahead, before it is known who asks; and with it what was
   * read at the same address last.
   */
  ahead(path: string, read: FirstReading): void;
  /** Every route, in the order in which they were added. */
  list(): readonly Route[];
  /** What reads ahead. Not a router: to leave one takes a turn, and what it can't read it answers. */
  aheadOf(desk: Desk): RequestHandler[];
  /** The routes at work on a desk. */
  router(desk: Desk, site: Site): RequestHandler;
}

type AddedRoute<P extends string, B extends z.ZodObject> =
  | [access: 'anyone', handle: Handler<P, OpenContext>, before?: RequestHandler[] | undefined]
  | [access: Right, handle: Handler<P, Context>, before?: RequestHandler[] | undefined]
  | [api: ApiRoute<undefined>, handle: Handler<P, Context>, before?: undefined]
  | AddedRouteWithBody<P, B>;
type AddedRouteWithBody<P extends string, B extends z.ZodObject> = [
  api: WithBody<B>,
  handle: Handler<P, BodyContext<B>>,
  before?: undefined,
];

type MountedRoute = Route & { mount: (router: Router, desk: Desk, site: Site) => void };

/** An empty set of routes: those who know a thing add theirs, and the app serves all. */
export function createRoutes(): Routes {
  const routes: MountedRoute[] = [];
  const ahead: ((desk: Desk) => RequestHandler)[] = [];
  const adder =
    (method: Method): Add =>
    <P extends string, B extends z.ZodObject>(path: P, ...added: AddedRoute<P, B>) => {
      const [first, , before = []] = added;
      const api = typeof first === 'string' ? null : first;
      const access = typeof first === 'string' ? first : first.right;
      const mount = (router: Router, desk: Desk, site: Site) => {
        // Ahead of the right, too, which is then that of somebody else.
        const refuse = access === 'anyone' || method === 'get' ? [] : [refuseOthersPages(desk)];
        router[method](
          path,
          ...refuse,
          admit(desk, access),
          ...(api?.inParts ? [formInParts] : []),
          ...before,
          access === 'anyone' ? readShortBody : readBody,
          ...refuse,
          async (req: RouteRequest<P>, res: Response) => {
            await answerWithoutGoneNames(desk, req, res, () =>
              run(added, { desk, site }, req, res),
            );
          },
        );
      };
      routes.push({ method, path, access, api, mount });
    };
  return {
    get: adder('get'),
    post: adder('post'),
    put: adder('put'),
    patch: adder('patch'),
    delete: adder('delete'),
    ahead: (path, read) => {
      ahead.push((desk) => readingFirst(desk, path, read));
    },
    list: () => routes.map(({ mount: _mount, ...route }) => route),
    aheadOf: (desk) => ahead.map((made) => made(desk)),
    router: (desk, site) =>
      routerByHead(routes, (route, router) => route.mount(router, desk, site)),
  };
}

/** Answers by the routes with the head of what is asked for; a router for each, made when it is first asked for: to make all takes longer than to answer. */
function routerByHead(
  routes: readonly MountedRoute[],
  mount: (route: MountedRoute, router: Router) => void,
): RequestHandler {
  const heads = new Set(routes.map(({ path }) => headOf(path)));
  const routers = new Map<string, Router>();
  const made = (head: string): Router => {
    const router = Router();
    for (const route of routes) if (headOf(route.path) === head) mount(route, router);
    routers.set(head, router);
    return router;
  };
  return (req, res, next) => {
    const head = headOf(req.path);
    if (heads.has(head)) (routers.get(head) ?? made(head))(req, res, next);
    else next();
  };
}

/**
 * The beginning of a path that no route has a parameter in: its first part, and of the API the second. A request is
 * looked for among the routes of its own alone.
 */
function headOf(path: string): string {
  return /^\/(?:api\/)?[^/]*/u.exec(path.toLowerCase())?.[0] ?? '';
}

/** Every handler works on the desk as whoever asks may see it, and has nothing else to read from. */
async function run<P extends string, B extends z.ZodObject>(
  added: AddedRoute<P, B>,
  { desk, site }: Omit<Context, 'actor'>,
  req: RouteRequest<P>,
  res: Response,
): Promise<void> {
  const asking = req.visitor?.person ?? null;
  const request = asking && requestName(req, asking);
  const begun = req.begun ?? null;
  const seen = await visibleTo({ ...desk, begun }, asking, req.rounds, req.readAhead);
  const { store, isSaved } = requestStore(seen.store);
  if (req.method !== 'GET' && added[0] !== 'anyone') res.isSaved = isSaved;
  const place = { site, desk: { ...seen, store, request } };
  if (added[0] === 'anyone') return added[1]({ ...place, actor: asking }, req, res);
  const context = () => ({ ...place, actor: present(asking) });
  const work = () => handled(added, context(), req, res);
  const named = asking && namedRequest(req, asking);
  if (request !== null && isForm(req)) return runForm(desk, formName(req, request), req, res, work);
  if (!named || typeof added[0] === 'string') return work();
  const [api] = added;
  const again =
    api.again &&
    ((location: string) => api.again?.(context(), req.params, res, { body: req.body, location }));
  return underNameOn(desk.whole).run(named.name, async () =>
    runNamed({ ...api, again }, await takeName(seen, named), res, work),
  );
}

/** Who sends a request again before it is answered, or as soon as it is, waits until its answer is kept. */
const underName = new WeakMap<Store, OneAtATimeEach>();

function underNameOn(store: Store): OneAtATimeEach {
  const turns = underName.get(store) ?? new OneAtATimeEach();
  underName.set(store, turns);
  return turns;
}

async function handled<P extends string, B extends z.ZodObject>(
  added: Exclude<AddedRoute<P, B>, ['anyone', ...unknown[]]>,
  context: Context,
  req: RouteRequest<P>,
  res: Response,
): Promise<void> {
  if (typeof added[0] !== 'string') demandChoices(added[0].query, req.query);
  if (!takesBody(added)) return added[1](context, req, res);
  const [{ body }, handle] = added;
  return handle({ ...context, body: await bodyOf(body, req.body) }, req, res);
}

/** Does the work of a form; sent once more where it can be done but once, it leads as the first did. */
async function runForm(
  desk: Desk,
  request: string,
  req: RouteRequest,
  res: Response,
  work: () => Promise<void> | void,
): Promise<void> {
  try {
    await sendOnce(desk, request, res, work);
  } catch (fault) {
    if (!(fault instanceof Problem) || wantsJson(req)) throw fault;
    if (!(await ledAsBefore(res, fault))) throw fault;
  }
}

function takesBody<P extends string, B extends z.ZodObject>(
  added: Exclude<AddedRoute<P, B>, ['anyone', ...unknown[]]>,
): added is AddedRouteWithBody<P, B> {
  return typeof added[0] !== 'string' && added[0].body !== undefined;
}

/** Whoever may not send a form hears first where its page was somebody else's: that stands in its fields. */
function admit(desk: Desk, access: Access): RequestHandler {
  return async (req, res, next) => {
    if (access === 'anyone') return next();
    const person = present(req.visitor?.person);
    if (isForm(req) && !may(person, access)) {
      // What can't be read says nothing.
      await readForm(req, res).catch(() => {});
      await demandOwnPage(desk, req);
    }
    demand(person, access);
    next();
  };
}

function present<T>(person: T | null | undefined): T {
  if (person) return person;
  throw new Problem('unauthenticated', 'Sign in first.');
}

import type { Request, Response } from 'express';
import { articleById } from '../../desk/articles/articles.js';
import { namesOf } from '../../desk/people/names.js';
import { issueReset } from '../../desk/people/one-time-links.js';
import { addPerson, changeAccess, listPeople, personById } from '../../desk/people/people.js';
import { awaitedFrom } from '../../desk/rounds/rounds.js';
import type { Person, Role } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { may, mayDo } from '../../domain/rights.js';
import { isolatedName } from '../../domain/text/direction.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import { inQuotes } from '../../domain/text/wording.js';
import { textField, textFields } from '../forms/form-fields.js';
import { showOnce } from '../forms/kept-pages.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { undoable } from '../history/undoing.js';
import type { Context } from '../http/context.js';
import type { Routes } from '../http/routes.js';
import { redirectWith } from '../page/flash.js';
import { linkTo, ownAddress } from '../page/links.js';
import { answerNewToken, tokenRows } from './tokens.js';

/** The people of the desk, for its admins; each one's name for everybody, who find it beside their work. */
export function people(routes: Routes): void {
  routes.get('/people', 'manage people', (context, _req, res) => showAll(context, res));

  routes.post('/people', 'manage people', async (context, req, res) => {
    const typed = textFields(req.body, 'name', 'email', 'role');
    await formWork(
      req,
      res,
      async () => {
        const person = await addPerson(context.desk, context.actor, typed);
        await answerLink(context, req, res, person);
      },
      (refused) => showAll(context, res, refused),
    );
  });

  routes.get('/people/:id', 'read', (context, req, res) =>
    may(context.actor, 'manage people')
      ? showOne(context, res, req.params.id)
      : showName(context, res, req.params.id),
  );

  routes.post('/people/:id/role', 'manage people', async (context, req, res) => {
    const { id } = req.params;
    await formWork(
      req,
      res,
      async () => {
        const role = textField(req.body, 'role');
        const change = () => changeAccess(context.desk, context.actor, id, { role });
        const { done, undo } = await undoable(context, { kind: 'person', id }, change);
        const message = `${isolatedName(done.name)} is now ${roleWithArticle(done.role)}.`;
        const warnings = await leftWaiting(context.desk, done);
        redirectWith(req, res, `/people/${id}`, { message, warnings, undo });
      },
      (refused) => showOne(context, res, id, refused),
    );
  });
  accessRoutes(routes);
}

function accessRoutes(routes: Routes): void {
  const changes = [
    {
      path: '/people/:id/disabling',
      disabled: true,
      words: 'is disabled and signed out',
      already: 'is disabled already',
    },
    {
      path: '/people/:id/enabling',
      disabled: false,
      words: 'can sign in again',
      already: 'can sign in already',
    },
  ] as const;
  for (const { path, disabled, words, already } of changes) {
    routes.post(path, 'manage people', async (context, req, res) => {
      const { id } = req.params;
      const change = () => changeAccess(context.desk, context.actor, id, { disabled });
      const { done, undo } = await undoable(context, { kind: 'person', id }, change);
      if (!undo) throw new Problem('conflict', `${done.name} ${already}.`);
      const message = `${isolatedName(done.name)} ${words}.`;
      const warnings = await leftWaiting(context.desk, done);
      redirectWith(req, res, `/people/${id}`, { message, warnings, undo });
    });
  }

  routes.post('/people/:id/reset-links', 'manage people', async (context, req, res) => {
    await answerLink(context, req, res, await personById(context.desk, req.params.id));
  });

  routes.post('/people/:id/tokens', "manage anyone's tokens", async (context, req, res) => {
    const { id } = req.params;
    const label = textField(req.body, 'label');
    await formWork(
      req,
      res,
      () => answerNewToken(context, res, id, label, `/people/${id}`),
      (refused) => showOne(context, res, id, refused),
    );
  });
}

/** What nobody can do any more who may not annotate, and others wait for. */
async function leftWaiting(desk: Context['desk'], person: Person): Promise<string[]> {
  if (may(person, 'annotate')) return [];
  const rounds = await awaitedFrom(desk, person);
  return Promise.all(
    rounds.map(async ({ article }) => {
      const { title } = await articleById(desk, article);
      return `The blind round on ${inQuotes(title)} waits for them: on its page an editor has it go on without them.`;
    }),
  );
}

/** Makes a link to set a password and shows it, this once. */
async function answerLink(
  { desk, site, actor }: Context,
  req: Pick<Request, 'socket'>,
  res: Response,
  { id, name }: Person,
): Promise<void> {
  const token = await issueReset(desk, actor, id);
  const link = linkTo('/reset', { token }, ownAddress(site, req));
  showOnce(res, `/people/${id}`);
  res.status(201).render('people/link', { made: { id, name, link } });
}

const roleWords: { code: Role; words: string }[] = [
  { code: 'reader', words: 'reads, searches and exports' },
  { code: 'annotator', words: 'also adds articles and annotates' },
  {
    code: 'editor',
    words: 'also changes what others wrote, rates sources, sees who confidential ones are',
  },
  { code: 'admin', words: 'also looks after people, their tokens and the desk’s settings' },
];

function roleWithArticle(role: Role): string {
  return role === 'reader' ? 'a reader' : `an ${role}`;
}

function stateOf({ disabled, email, passwordHash }: Person): string {
  if (email === null) return 'of another desk';
  if (disabled) return 'disabled';
  return passwordHash === null ? 'no password yet' : 'active';
}

async function showAll(
  { desk, actor }: Context,
  res: Response,
  refused: RefusedForm | null = null,
): Promise<void> {
  const people = await listPeople(desk, actor);
  const rows = people.map((person) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    state: stateOf(person),
  }));
  res.render('people/index', { people: rows, roles: roleWords, refused });
}

async function showName({ desk, site }: Context, res: Response, id: string): Promise<void> {
  const person = await personById(desk, id);
  const names = await namesOf(desk, [person]);
  const { name, created } = person;
  const createdShown = showMoment(created, site.timeZone);
  res.render('people/name', { person: { name: names.get(id) ?? name, created, createdShown } });
}

async function showOne(
  context: Context,
  res: Response,
  id: string,
  refused: RefusedForm | null = null,
): Promise<void> {
  const person = await personById(context.desk, id);
  const shown = {
    id,
    name: person.name,
    email: person.email,
    role: person.role,
    disabled: person.disabled,
    state: stateOf(person),
    created: person.created,
    createdShown: showMoment(person.created, context.site.timeZone),
    own: !mayDo(context.actor, 'change the access of the person', person),
  };
  res.render('people/show', {
    person: shown,
    roles: roleWords,
    tokens: await tokenRows(context, id),
    owner: person.name,
    action: `/people/${id}/tokens`,
    refused,
  });
}

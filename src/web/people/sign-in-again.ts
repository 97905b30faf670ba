import type { Request, RequestHandler, Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { credentialOfSession } from '../../desk/people/credentials.js';
import { signIn } from '../../desk/people/people.js';
import type { Person } from '../../domain/people/person.js';
import { Problem } from '../../domain/problem.js';
import { isolatedName } from '../../domain/text/direction.js';
import type { AttemptLimits } from '../access/attempt-limits.js';
import { knownBrowser, rememberBrowser } from '../access/known-browser.js';
import { startSession } from '../access/session.js';
import { textField } from '../forms/form-fields.js';
import { isForm, readForm, signInFields } from '../forms/sent-form.js';
import { shownTo } from '../forms/shown-to.js';
import { wantsJson } from '../http/bodies.js';
import type { Site } from '../http/context.js';
import { showSentForm } from '../http/errors.js';
import { demandTls } from './sign-in.js';

/**
 * Signs somebody in by the fields that the page of an ended session adds to the form that it keeps,
 * and lets the form go on to where it was sent at first. It has to be the one who opened the form;
 * where the form doesn't say who that was, it is shown once more to be sent.
 */
export function signInAgain(desk: Desk, site: Site, limits: AttemptLimits): RequestHandler {
  return async (req, res, next) => {
    if (!isForm(req) || req.visitor?.person || wantsJson(req)) return next();
    await readForm(req, res);
    const email = textField(req.body, signInFields.email);
    const password = textField(req.body, signInFields.password);
    if (email === '' && password === '') return next();
    demandTls(site, req);
    const browser = await knownBrowser(desk, site, req, email);
    const work = () => signIn(desk, { email, password });
    const person = await limits.signIn(req, email, work, browser);
    demandSame(req, person);
    await rememberBrowser(desk, site, res, person.email);
    await startSession(req, person);
    req.visitor = { person, by: 'session', pass: credentialOfSession(req.sessionID) };
    if (shownTo(req.body) === null) return showAgain(req, res, person);
    forget(req);
    next();
  };
}

function demandSame(req: Request, person: Person): void {
  const opened = shownTo(req.body);
  if (opened === null || opened === person.id) return;
  const sentence = 'Somebody else has opened this form. Nothing was sent, and nobody is signed in.';
  throw new Problem('unauthenticated', sentence);
}

function showAgain(req: Request, res: Response, { name }: Person): void {
  const message = `You are signed in as ${isolatedName(name)}. Nothing was sent yet.`;
  showSentForm(req, res, { status: 200, title: 'Send it now?', message, code: null });
}

/** What the form was sent with the first time is what it is done with: its name counts its fields. */
function forget(req: Request): void {
  for (const name of Object.values(signInFields)) Reflect.deleteProperty(Object(req.body), name);
}

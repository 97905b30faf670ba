import type { Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { personOfReset, resetPassword } from '../../desk/people/one-time-links.js';
import { tokensIssuedTo } from '../../desk/people/secrets.js';
import type { AttemptLimits } from '../access/attempt-limits.js';
import { rememberBrowser } from '../access/known-browser.js';
import { startSession } from '../access/session.js';
import { textField, textFields } from '../forms/form-fields.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import type { Routes } from '../http/routes.js';
import { redirectWith } from '../page/flash.js';
import { demandTls } from './sign-in.js';

/** A one-time link lets a person set a password. */
export function reset(routes: Routes, limits: AttemptLimits): void {
  routes.get('/reset', 'anyone', ({ desk }, { query }, res) =>
    show(desk, res, textField(query, 'token')),
  );

  routes.post('/reset', 'anyone', async ({ desk, site }, req, res) => {
    demandTls(site, req);
    const { token, password, tokens } = textFields(req.body, 'token', 'password', 'tokens');
    await formWork(
      req,
      res,
      async () => {
        const revoking = tokens === 'revoke';
        const work = () => resetPassword(desk, token, password, revoking);
        const person = await limits.link(req, work);
        await rememberBrowser(desk, site, res, person.email);
        await startSession(req, person);
        redirectWith(req, res, '/', { message: 'Your password is set, and you are signed in.' });
      },
      (refused) => show(desk, res, token, refused),
    );
  });
}

async function show(
  desk: Desk,
  res: Response,
  token: string,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { id, name, email } = await personOfReset(desk, token);
  const tokens = (await tokensIssuedTo(desk, 'api', id)).length;
  res.render('people/reset', { token, name, email, tokens, refused });
}

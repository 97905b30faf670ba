import type { Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { changeOwn, changePassword } from '../../desk/people/people.js';
import { tokensIssuedTo } from '../../desk/people/secrets.js';
import type { Person } from '../../domain/people/person.js';
import type { AttemptLimits } from '../access/attempt-limits.js';
import { textField, textFields } from '../forms/form-fields.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import type { Routes } from '../http/routes.js';
import { redirectWith } from '../page/flash.js';

/** What a person may change of their own. */
export function account(routes: Routes, limits: AttemptLimits): void {
  routes.get('/account', 'read', ({ desk, actor }, _req, res) => show(desk, res, actor));

  routes.post('/account', 'read', async ({ desk, actor }, req, res) => {
    const typed = {
      name: textField(req.body, 'name'),
      shortcuts: textField(req.body, 'shortcuts') === 'on',
    };
    await formWork(
      req,
      res,
      async () => {
        await changeOwn(desk, actor, typed);
        redirectWith(req, res, '/account', { message: 'Saved.' });
      },
      (refused) => show(desk, res, { ...actor, ...typed }, refused),
    );
  });

  routes.post('/account/password', 'read', async ({ desk, actor }, req, res) => {
    const typed = textFields(req.body, 'current', 'password', 'tokens');
    await formWork(
      req,
      res,
      async () => {
        await limits.password(actor, () => changePassword(desk, actor, typed, req.sessionID));
        redirectWith(req, res, '/account', { message: 'Your password is changed.' });
      },
      (refused) => show(desk, res, actor, refused),
    );
  });
}

async function show(
  desk: Desk,
  res: Response,
  person: Person,
  refused: RefusedForm | null = null,
): Promise<void> {
  const { id, name, email, role, shortcuts } = person;
  const tokens = (await tokensIssuedTo(desk, 'api', id)).length;
  res.render('people/account', { account: { name, email, role, shortcuts }, tokens, refused });
}

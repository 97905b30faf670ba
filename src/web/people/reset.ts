import type { Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { personOfReset, resetPassword } from '../../desk/people/one-time-links.js';
import type { AttemptLimits } from '../http/attempt-limits.js';
import { textField, textFields } from '../http/form-fields.js';
import { type Faults, formWork } from '../http/problems.js';
import { seeOther } from '../http/responses.js';
import type { Routes } from '../http/routes.js';

/** A one-time link lets a person set a password. */
export function reset(routes: Routes, limits: AttemptLimits): void {
  routes.get('/reset', 'anyone', ({ desk }, { query }, res) =>
    show(desk, res, textField(query, 'token')),
  );

  routes.post('/reset', 'anyone', async ({ desk }, req, res) => {
    const { token, password } = textFields(req.body, 'token', 'password');
    await formWork(
      res,
      async () => {
        await limits.link(req, () => resetPassword(desk, token, password));
        seeOther(res, '/sign-in?password=set');
      },
      (faults) => show(desk, res, token, faults),
    );
  });
}

async function show(
  desk: Desk,
  res: Response,
  token: string,
  faults: Faults | null = null,
): Promise<void> {
  const { name, email } = await personOfReset(desk, token);
  res.render('people/reset', { token, name, email, faults });
}

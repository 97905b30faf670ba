import type { Response } from 'express';
import { createToken, listTokens, revokeToken } from '../../desk/people/tokens.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import { textField } from '../forms/form-fields.js';
import { showOnce } from '../forms/kept-pages.js';
import { formWork, type RefusedForm } from '../forms/sent-form.js';
import { toldOnce } from '../forms/told-once.js';
import type { Context } from '../http/context.js';
import type { Routes } from '../http/routes.js';
import { redirectWith } from '../page/flash.js';

/** One's own tokens for programs; an admin also reaches those of others, from people.ts. */
export function tokens(routes: Routes): void {
  routes.get('/tokens', 'read', (context, _req, res) => show(context, res));

  routes.post('/tokens', 'read', async (context, req, res) => {
    const label = textField(req.body, 'label');
    await formWork(
      req,
      res,
      () => answerNewToken(context, res, context.actor.id, label, '/tokens'),
      (refused) => show(context, res, refused),
    );
  });

  routes.post('/tokens/:id/revocation', 'read', async ({ desk, actor }, req, res) => {
    const token = await revokeToken(desk, actor, req.params.id);
    const back = token.person === actor.id ? '/tokens' : `/people/${token.person}`;
    redirectWith(req, res, back, { message: `The token for “${token.label}” is revoked.` });
  });
}

/** Makes a token and shows its secret, this once. */
export async function answerNewToken(
  { desk, actor }: Context,
  res: Response,
  owner: string,
  label: string,
  back: string,
): Promise<void> {
  const { secret } = await toldOnce(
    desk,
    () => createToken(desk, actor, owner, { label }),
    async ({ token }) => (await desk.store.get('tokens', token.id)) !== null,
  );
  showOnce(res, back);
  res.status(201).render('people/token-made', { made: { label: label.trim(), secret }, back });
}

/** What the list of a person's tokens shows. */
export async function tokenRows({ desk, site, actor }: Context, owner: string) {
  const tokens = await listTokens(desk, actor, owner);
  return tokens.map(({ id, label, created, lastUsed }) => ({
    id,
    label,
    created,
    createdShown: showMoment(created, site.timeZone),
    lastUsed,
    lastUsedShown: lastUsed && showMoment(lastUsed, site.timeZone),
  }));
}

async function show(
  context: Context,
  res: Response,
  refused: RefusedForm | null = null,
): Promise<void> {
  const tokens = await tokenRows(context, context.actor.id);
  res.render('people/tokens', { tokens, owner: 'you', action: '/tokens', refused });
}

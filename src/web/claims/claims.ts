import type { Response } from 'express';
import { z } from 'zod';
import {
  addClaim,
  claimById,
  joinClaims,
  partClaims,
  reviseClaim,
} from '../../desk/claims/claim-changes.js';
import { claimQualities, claimsAlike, listClaims } from '../../desk/claims/claim-list.js';
import { tellFigures } from '../../desk/claims/claim-reading.js';
import { figuresOfSelection } from '../../desk/claims/selection.js';
import type { Desk } from '../../desk/desk.js';
import { confirmField } from '../../desk/register/questions.js';
import { versionTag } from '../../desk/version-tag.js';
import { claimStates } from '../../domain/claims/claim.js';
import {
  claimChangeInput,
  claimInput,
  claimJoiningInput,
} from '../../domain/claims/claim-change.js';
import { listShape } from '../api/answers.js';
import { pageAsked, pageQuery, seenTag } from '../api/api-input.js';
import { soughtField } from '../forms/form-fields.js';
import type { Routes } from '../http/routes.js';
import {
  claimAnswers,
  claimShape,
  claimWithAnnotations,
  claimWithAnnotationsShape,
  independenceAnswer,
  independenceShape,
} from './claim-answers.js';
import { filtersIn } from './claim-filters-view.js';
import { claimOfAnnotation } from './claim-of-annotation.js';
import { claimPages } from './claim-pages.js';

/** The most annotations of which one asks at once. */
const maxSelected = 10_000;

const noId = 'This is longer than an id.';

/** Claims: annotations make them or a person enters them; editors decide, reword and join them. */
export function claims(routes: Routes): void {
  /** By POST: what is typed may hold a name that is nobody's business, and addresses are logged. */
  routes.post('/claims/suggestions', 'read', async ({ desk }, req, res) => {
    const found = await claimsAlike(desk, soughtField(req.body, 'q'));
    res.json({ items: found.map(({ id, statement }) => ({ id, statement })) });
  });
  claimPages(routes);
  claimOfAnnotation(routes);
  reading(routes);
  changing(routes);
  joining(routes);

  routes.post(
    '/api/independence',
    {
      right: 'read',
      summary: 'How independent the sourcing of some annotations is, or of an article’s',
      body: z.object({
        annotations: z
          .array(z.string('An id is a text.').max(60, noId), 'Name annotations by their ids.')
          .min(1, 'Name one annotation at least.')
          .max(maxSelected, `Name at most ${maxSelected} annotations.`)
          .optional(),
        article: z.string('Name an article by its id.').max(60, noId).optional(),
      }),
      answer: independenceShape,
    },
    async ({ desk, body }, _req, res) => {
      const read = await figuresOfSelection(desk, body);
      const [told] = await tellFigures(desk, [read]);
      if (told) res.json(independenceAnswer(read.figures, told, new Map()));
    },
  );
}

function reading(routes: Routes): void {
  routes.get(
    '/api/claims',
    {
      right: 'read',
      summary: 'The claims, the newest first',
      query: {
        q: 'Words of the statement.',
        state: { says: 'How it is decided.', values: claimStates },
        quality: {
          says: 'What stands out in it; may be given more than once.',
          values: claimQualities,
          several: true,
        },
        article: 'The id of an article that speaks of it.',
        source: 'The id of a source in a chain that bears on it.',
        ...pageQuery,
      },
      answer: listShape(claimShape),
    },
    async ({ desk }, req, res) => {
      const { items, next } = await listClaims(desk, filtersIn(req.query), pageAsked(req.query));
      res.json({ items: await claimAnswers(desk, items), next });
    },
  );

  routes.get(
    '/api/claims/:id',
    {
      right: 'read',
      summary: 'A claim, how it stands, and the annotations that name it',
      answer: claimWithAnnotationsShape,
      etag: true,
    },
    async ({ desk }, req, res) => sendClaim(desk, res, req.params.id),
  );
}

function changing(routes: Routes): void {
  routes.post(
    '/api/claims',
    {
      right: 'annotate',
      summary: 'Enters a claim, or answers with the one of that wording',
      body: claimInput.extend(confirmField),
      answer: claimWithAnnotationsShape,
      makes: true,
      conflict: 'It names a confidential source: say yes to it first (`confirm`).',
    },
    async ({ desk, actor, body }, _req, res) => {
      const { id } = await addClaim(desk, actor, body);
      await sendMadeClaim(desk, res, id);
    },
  );

  routes.put(
    '/api/claims/:id',
    {
      right: 'decide claims',
      summary: 'Rewords a claim or decides it; a decision needs its reason',
      body: claimChangeInput.extend(confirmField),
      answer: claimWithAnnotationsShape,
      etag: true,
      ifMatch: 'may',
      conflict: 'Another claim has this wording, or it names a confidential source (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = await reviseClaim(desk, actor, req.params.id, body, seenTag(req));
      await sendClaim(desk, res, id);
    },
  );
}

function joining(routes: Routes): void {
  routes.post(
    '/api/claims/:id/merge',
    {
      right: 'decide claims',
      summary: 'Joins a claim with another: from now on both are one',
      body: claimJoiningInput,
      answer: claimWithAnnotationsShape,
      makes: true,
      ifMatch: 'may',
      conflict:
        'It is joined already, or what is said of one names a confidential source of the other: say yes to that first (`confirm`).',
      again: async ({ desk }, { id = '' }, res) => sendMadeClaim(desk, res, id),
    },
    async ({ desk, actor, body }, req, res) => {
      const { into, confirm } = body;
      const said = { confirm, seen: seenTag(req) };
      const { id } = await joinClaims(desk, actor, req.params.id, into, said);
      await sendMadeClaim(desk, res, id);
    },
  );

  routes.delete(
    '/api/claims/:id/merge',
    {
      right: 'decide claims',
      summary: 'Parts a claim again',
      ifMatch: 'may',
      conflict: 'It is not joined into another.',
    },
    async ({ desk, actor }, req, res) => {
      await partClaims(desk, actor, req.params.id, seenTag(req));
      res.status(204).end();
    },
  );
}

function sendMadeClaim(desk: Desk, res: Response, id: string): Promise<void> {
  return sendClaim(desk, res.status(201).location(`/api/claims/${id}`), id);
}

async function sendClaim(desk: Desk, res: Response, id: string): Promise<void> {
  const claim = await claimById(desk, id);
  res.set('ETag', versionTag(claim)).json(await claimWithAnnotations(desk, claim));
}

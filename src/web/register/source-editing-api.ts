import type { Response } from 'express';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import {
  changeSource,
  removeSource,
  restoreSource,
  tellApart,
} from '../../desk/register/entry-changes.js';
import { joinSource, partSource } from '../../desk/register/joining.js';
import { removalById } from '../../desk/register/restoring.js';
import { sourceById } from '../../desk/register/sources.js';
import type { Source } from '../../domain/register/source.js';
import {
  differenceInput,
  entryChangeInput,
  joiningInput,
} from '../../domain/register/source-input.js';
import { type Answer, personAnswer, stampShape } from '../api/answers.js';
import { seenTag } from '../api/api-input.js';
import type { AnswerAgain, Routes } from '../http/routes.js';
import { sendSource, sourceShape } from './source-answers.js';

/** What editors put right in the register, for programs. */
export function sourceEditingForPrograms(routes: Routes): void {
  routes.put(
    '/api/sources/:id',
    {
      right: 'change sources',
      summary: 'Puts an entry right; a replaced name stays as another name, but for keepName false',
      body: entryChangeInput,
      answer: sourceShape,
      etag: true,
      ifMatch: 'may',
      conflict: 'A name is borne by others or is that of a confidential source: say yes, or not.',
    },
    async ({ desk, actor, body }, req, res) => {
      await sendSource(
        desk,
        res,
        await changeSource(desk, actor, req.params.id, body, seenTag(req)),
      );
    },
  );

  routes.delete(
    '/api/sources/:id',
    {
      right: 'change sources',
      summary: 'Removes an entry that nothing uses',
      ifMatch: 'may',
      conflict: 'Something uses it.',
    },
    async ({ desk, actor }, req, res) => {
      await removeSource(desk, actor, req.params.id, seenTag(req));
      res.status(204).end();
    },
  );
  joining(routes);
  restoring(routes);
  tellingApart(routes);
}

function joining(routes: Routes): void {
  routes.post(
    '/api/sources/:id/merge',
    {
      right: 'change sources',
      summary: 'Joins an entry with another: from now on both are one source',
      body: joiningInput,
      answer: sourceShape,
      makes: true,
      ifMatch: 'may',
      conflict:
        'It is joined already, their kinds contradict each other, or who one is would stand beside it: say yes to that first (`confirm`).',
      again: sendChangedAgain,
    },
    async ({ desk, actor, body }, req, res) => {
      const { into, rating, confirm } = body;
      const seen = seenTag(req);
      const joined = await joinSource(desk, actor, req.params.id, into, { rating, confirm, seen });
      await sendChanged(desk, res, joined);
    },
  );

  routes.delete(
    '/api/sources/:id/merge',
    {
      right: 'change sources',
      summary: 'Parts an entry again',
      ifMatch: 'may',
      conflict: 'It is not joined into another.',
    },
    async ({ desk, actor }, req, res) => {
      await partSource(desk, actor, req.params.id, seenTag(req));
      res.status(204).end();
    },
  );
}

const removalShape = sourceShape
  .pick({ id: true, name: true, kind: true, unnamed: true, confidential: true, aliases: true })
  .extend({ removed: stampShape })
  .meta({ id: 'SourceRemoval' });

function restoring(routes: Routes): void {
  routes.get(
    '/api/sources/:id/removal',
    {
      right: 'read',
      summary: 'When and by whom an entry was removed from the register, and how it last stood',
      answer: removalShape,
    },
    async ({ desk }, req, res) => {
      const { source, at, by } = await removalById(desk, req.params.id);
      const { id, name, kind, unnamed, confidential, aliases } = source;
      const removed = { by: personAnswer(by, await peopleNames(desk)), at };
      const entry = { id, name, kind, unnamed, confidential, aliases };
      const answer: Answer<typeof removalShape> = { ...entry, removed };
      res.json(answer);
    },
  );

  routes.post(
    '/api/sources/:id/restoration',
    {
      right: 'change sources',
      summary: 'Puts a removed entry back as it was',
      answer: sourceShape,
      makes: true,
      conflict: 'It is a confidential one: who it was went with it.',
      again: sendChangedAgain,
    },
    async ({ desk, actor }, req, res) => {
      await sendChanged(desk, res, await restoreSource(desk, actor, req.params.id));
    },
  );
}

function tellingApart(routes: Routes): void {
  routes.post(
    '/api/sources/:id/differences',
    {
      right: 'change sources',
      summary: 'Says that an entry and another are different sources, however alike they look',
      body: differenceInput,
      answer: sourceShape,
      again: async ({ desk }, { id = '' }, res) =>
        sendSource(desk, res, await sourceById(desk, id)),
    },
    async ({ desk, actor, body }, req, res) => {
      await sendSource(desk, res, await tellApart(desk, actor, req.params.id, body.from));
    },
  );

  routes.delete(
    '/api/sources/:id/differences/:other',
    { right: 'change sources', summary: 'Takes back that two entries are different sources' },
    async ({ desk, actor }, req, res) => {
      await tellApart(desk, actor, req.params.id, req.params.other, false);
      res.status(204).end();
    },
  );
}

/** Answers with an entry that has become another's, or has come back. */
function sendChanged(desk: Desk, res: Response, source: Source): Promise<void> {
  return sendSource(desk, res.status(201).location(`/api/sources/${source.id}`), source);
}

const sendChangedAgain: AnswerAgain = async ({ desk }, { id = '' }, res) =>
  sendChanged(desk, res, await sourceById(desk, id));

import { beforeEach, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { turnsOfOthers } from '../../turns-of-others.js';
import { openDeskWithPeople, type PeopledDesk } from '../peopled-desk.js';

let desk: PeopledDesk;
beforeEach(async () => {
  desk = await openDeskWithPeople();
});

test('hundreds of excerpts are looked through for a confidential name with others’ turns in between', async () => {
  const input = { title: 'The wall', publisher: 'The Post', text: 'It holds, an official said.' };
  const article = await addArticle(desk, desk.jonas, parse(articleInput, input));
  const hidden = { name: 'Ada Stone', kind: 'person', confidential: true };
  await addSource(desk, desk.mira, parse(sourceInput, hidden));
  // Each of these letters is eighteen when it is read for names.
  const excerpts = Array.from({ length: 200 }, (_, at) => `${'ﷺ'.repeat(200)} ${at}`);
  const holders = Array.from({ length: 10 }, (_, at) => ({
    source: { name: `Name ${at}` },
    evidence: excerpts.slice(at * 20, (at + 1) * 20).map((excerpt) => ({ excerpt })),
  }));
  const sent = {
    target: { exact: 'It holds' },
    chain: [{ holders }],
    note: 'As Ada Stone has it.',
  };
  const turns = turnsOfOthers();
  await expect(
    createAnnotation(desk, desk.mira, article.id, parse(annotationInput, sent)),
  ).rejects.toMatchObject({ details: { confirm: [{ code: 'identity' }] } });
  expect(turns()).toBeGreaterThan(excerpts.length);
});

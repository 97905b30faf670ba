import { expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { readArticle } from '../../../src/desk/articles/article-reading.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { openDesk } from '../../../src/desk/desk.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { openMemoryStore } from '../../store/memory.js';
import { person } from '../peopled-desk.js';

const mira = person('mira', 'Mira Sen', 'editor');

test('annotations come in the order of the text; of those that begin together, the longer first', async () => {
  const desk = openDesk(openMemoryStore());
  const input = {
    title: 'Ferry',
    publisher: 'The Morning Ledger',
    text: 'The ferry stops in May.',
  };
  const article = await addArticle(desk, mira, articleInput.parse(input));
  for (const exact of ['in May', 'The', 'The ferry stops', 'ferry', 'The ferry']) {
    const tag = annotationInput.parse({ target: { exact }, chain: 'Ida Brandt' });
    await createAnnotation(desk, mira, article.id, tag);
  }
  const { annotations } = await readArticle(desk, article.id);
  expect(annotations.map(({ annotation }) => annotation.target.exact)).toEqual([
    'The ferry stops',
    'The ferry',
    'The',
    'ferry',
    'in May',
  ]);
  await desk.store.close();
});

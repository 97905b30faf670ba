import { expect, onTestFinished, test } from 'vitest';
import { addArticle, articleById, changeArticle } from '../../../src/desk/articles/articles.js';
import { addEdition } from '../../../src/desk/articles/editions.js';
import { openDesk } from '../../../src/desk/desk.js';
import { articleDetails, articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { openNewsroom } from '../../newsroom.js';
import { storeInBetween } from '../../store/in-between.js';

test('an article’s details are saved though an edition comes in at that moment, whenever', async () => {
  for (let calls = 0, isOver = false; !isOver; calls++) {
    const room = await openNewsroom();
    onTestFinished(() => room.close());
    const { desk, mira } = room;
    const details = { title: 'The lock', publisher: 'The Canal Sheet', text: 'It is rusty.' };
    const article = await addArticle(desk, mira, parse(articleInput, details));
    const edition = { text: 'It is rusty. It was mended since.', note: null };
    const { store, hasActed } = storeInBetween(desk.store, calls, () =>
      addEdition(desk, mira, article.id, edition),
    );
    const renamed = parse(articleDetails, { ...article, title: 'The old lock' });
    await changeArticle(openDesk(store), mira, article.id, renamed);
    isOver = !hasActed();
    const { title, edition: newest } = await articleById(desk, article.id);
    expect([title, newest], `after ${calls} calls`).toEqual(['The old lock', isOver ? 1 : 2]);
  }
});

import { expect, onTestFinished, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle, articleById } from '../../../src/desk/articles/articles.js';
import { addEdition, takeEditionBack } from '../../../src/desk/articles/editions.js';
import { checkDesk } from '../../../src/desk/check/check.js';
import { openDesk } from '../../../src/desk/desk.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { openNewsroom } from '../../newsroom.js';
import { storeInBetween } from '../../store/in-between.js';

const text = 'The keeper said that the gate is rusty.';

test('an edition that somebody annotates while it is taken back stays, with the annotation, whenever', async () => {
  for (let calls = 0, isOver = false; !isOver; calls++) {
    const room = await openNewsroom();
    onTestFinished(() => room.close());
    const { desk, mira, jonas } = room;
    const details = { title: 'The lock', publisher: 'The Canal Sheet', text };
    const { id } = await addArticle(desk, mira, parse(articleInput, details));
    const annotate = (exact: string) => {
      const said = parse(annotationInput, { target: { exact }, chain: 'Keeper -told-> ?' });
      return createAnnotation(desk, jonas, id, said);
    };
    await annotate('the gate is rusty');
    await addEdition(desk, mira, id, { text: `${text} It was mended since.`, note: null });
    let isSaved = false;
    const { store, hasActed } = storeInBetween(desk.store, calls, async () => {
      isSaved = await annotate('mended since').then(
        () => true,
        () => false,
      );
    });
    const takenBack = await takeEditionBack(openDesk(store), mira, id, 2).then(
      () => 'done',
      ({ code }) => code,
    );
    isOver = !hasActed();
    const { edition } = await articleById(desk, id);
    const count = await desk.store.count('annotations', 'everything', id);
    const expected = isSaved ? ['conflict', 2, 2] : ['done', 1, 1];
    expect([takenBack, edition, count], `after ${calls} calls`).toEqual(expected);
    for await (const { severity, sentence } of checkDesk(desk.store, () => {})) {
      expect(severity, sentence).not.toBe('fault');
    }
  }
});

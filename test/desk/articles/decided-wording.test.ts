import { expect, onTestFinished, test } from 'vitest';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { addEdition } from '../../../src/desk/articles/editions.js';
import { decideWording } from '../../../src/desk/articles/shared-wording.js';
import { openDesk } from '../../../src/desk/desk.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { openNewsroom } from '../../newsroom.js';
import { storeInBetween } from '../../store/in-between.js';

const text =
  'The keeper of the lock said on Monday that the lower gate had been rusty since the spring.';
const decision = { independent: true, reason: 'Each sent somebody.' };

test('what an editor decides of shared wording holds for an edition that comes in at that moment, whenever', async () => {
  for (let calls = 0, isOver = false; !isOver; calls++) {
    const room = await openNewsroom();
    onTestFinished(() => room.close());
    const { desk, mira } = room;
    const add = async (publisher: string) => {
      const details = { title: 'The lock', publisher, text };
      return (await addArticle(desk, mira, parse(articleInput, details))).id;
    };
    const [one, other] = [await add('The Canal Sheet'), await add('The Ledger')];
    const correct = () =>
      addEdition(desk, mira, one, { text: `${text} It was mended since.`, note: null });
    const { store, hasActed } = storeInBetween(desk.store, calls, correct);
    await decideWording(openDesk(store), mira, [one, other], decision);
    isOver = !hasActed();
    const decided = (await desk.store.getMany('wordings', [one, other])).flatMap(({ shared }) =>
      shared.map((each) => each.decision?.independent),
    );
    expect(decided, `after ${calls} calls`).not.toContain(undefined);
  }
});

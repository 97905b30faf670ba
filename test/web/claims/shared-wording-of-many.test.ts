import { expect, onTestFinished, test } from 'vitest';
import { openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';

test('outlets that print one text are one warning of their claim, with each two of them side by side', async () => {
  const room = await openNewsroom();
  onTestFinished(() => room.close());
  const jonas = await room.bearer(room.jonas);
  let claim = '';
  for (const outlet of ['Ledger', 'Post', 'Courier', 'Echo']) {
    const text = `${outlet} can tell: inspectors had warned the ferry firm of cracks in its ramp twice before the summer.`;
    const article = { title: `The ramp, by the ${outlet}`, publisher: outlet, text };
    const { body } = await jonas.post('/api/articles').send(article).expect(201);
    const annotation = {
      target: { exact: 'cracks in its ramp' },
      claim: 'The ramp was cracked.',
      chain: `${outlet}’s reporter -> ${outlet}`,
    };
    const made = await jonas.post(`/api/articles/${body.id}/annotations`).send(annotation);
    claim = made.body.claim.id;
  }
  const answer = await jonas.get(`/api/claims/${claim}`).expect(200);
  const { warnings } = answer.body.independence;
  expect(warnings).toMatchObject([{ code: 'shared wording', override: null }]);
  expect(Object.keys(warnings[0]).sort()).toEqual(['about', 'code', 'override', 'sentence']);
  expect(warnings[0].about).toHaveLength(4);
  expect(warnings[0].sentence).toMatch(
    /^Four articles share wording, “.*” and “.*” among them: until an editor decides, those that do are not counted beside each other\.$/u,
  );
  const mira = await room.signedIn(room.mira);
  const page = pageOf((await mira.get(`/claims/${claim}`).expect(200)).text);
  const links = [...page.querySelectorAll('.claim-warnings a')];
  expect(links).toHaveLength(6);
  for (const link of links) await mira.get(link.getAttribute('href') ?? '').expect(200);
  expect(wordsOf(page, '.claim-warnings li')[0]).toMatch(/^“.*” and “.*” share 17 words$/u);
});

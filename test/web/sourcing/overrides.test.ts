import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { warningAnchor } from '../../../src/web/sourcing/claim-warning-view.js';
import { textsApart } from '../../cases/texts-apart.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf } from '../dom.js';

const text = 'It holds, an engineer said. Sources say it leaks. Nobody else was asked.';
const statement = 'The wall holds.';

let room: Newsroom;
let articles: string[];
let claim: string;
let annotation: string;

beforeAll(async () => {
  room = await openNewsroom();
  const jonas = await room.bearer(room.jonas);
  articles = [];
  for (const publisher of ['The Post', 'The Ledger']) {
    const details = {
      title: `The wall, by ${publisher}`,
      publisher,
      text: textsApart(text, publisher),
    };
    const { body } = await jonas.post('/api/articles').send(details).expect(201);
    articles.push(body.id);
  }
  for (const [at, chain] of ['Ines Vega -> The Post', 'Ines Vega -> The Ledger'].entries()) {
    const sent = { target: { exact: 'It holds' }, claim: statement, chain };
    const path = `/api/articles/${articles[at]}/annotations`;
    claim = (await jonas.post(path).send(sent).expect(201)).body.claim.id;
  }
  const leak = {
    target: { exact: 'Sources say it leaks' },
    chain: 'a clerk (unnamed) -> The Post',
    confidence: 'high',
  };
  const path = `/api/articles/${articles[0]}/annotations`;
  annotation = (await jonas.post(path).send(leak).expect(201)).body.id;
});
afterAll(() => room.close());

const warningsOf = async () => {
  const program = await room.bearer(room.tom);
  return (await program.get(`/api/claims/${claim}`).expect(200)).body.independence.warnings;
};

describe('a warning of a claim', () => {
  test('is set aside by an editor with a reason, told in the history, and taken up again', async () => {
    const mira = await room.bearer(room.mira);
    const before = (await mira.get(`/api/claims/${claim}`)).body.independence;
    const path = `/api/claims/${claim}/overrides`;
    const sent = { code: 'single point of failure', reason: 'We saw her measurements.' };
    const { body, headers } = await mira.post(path).send(sent).expect(201);
    expect(headers.location).toBe(`/api/claims/${claim}`);
    const [warning] = await warningsOf();
    expect(warning.override).toEqual(body);
    expect(warning.override).toMatchObject({ reason: sent.reason, by: { name: 'Mira Sen' } });
    const now = (await mira.get(`/api/claims/${claim}`)).body.independence;
    expect(now.atLeast).toBe(before.atLeast);
    await mira.post(path).send(sent).expect(409);
    const page = pageOf((await (await room.signedIn(room.tom)).get(`/claims/${claim}`)).text);
    const shown = page.querySelector('.claim-warnings .is-aside')?.textContent;
    expect(shown).toContain('Mira Sen');
    expect(shown).toContain('We saw her measurements.');
    expect(page.querySelector('main')?.textContent).toContain(
      'set aside the warning “single point of failure”: “We saw her measurements.”',
    );
    await mira.delete(`${path}/${body.id}`).expect(204);
    await mira.delete(`${path}/${body.id}`).expect(404);
    expect((await warningsOf())[0].override).toBeNull();
  });

  test('stands again once it is about other sources', async () => {
    const mira = await room.bearer(room.mira);
    const jonas = await room.bearer(room.jonas);
    const sent = { code: 'single point of failure', reason: 'We saw her measurements.' };
    await mira.post(`/api/claims/${claim}/overrides`).send(sent).expect(201);
    const { body } = await jonas.get(`/api/sources?q=Ines`).expect(200);
    const other = (await jonas.post('/api/sources').send({ name: 'I. Vega-Lund', kind: 'person' }))
      .body.id;
    await mira.post(`/api/sources/${body.items[0].id}/merge`).send({ into: other }).expect(201);
    expect((await warningsOf())[0]).toMatchObject({ about: [other], override: null });
    await mira.delete(`/api/sources/${body.items[0].id}/merge`).expect(204);
    expect((await warningsOf())[0].override).toMatchObject({ reason: sent.reason });
  });

  test('is an editor’s to set aside, needs its reason, and has to stand there', async () => {
    const path = `/api/claims/${claim}/overrides`;
    const mira = await room.bearer(room.mira);
    const sent = { code: 'circular reporting', reason: 'No.' };
    const jonas = await room.bearer(room.jonas);
    await jonas.post(path).send(sent).expect(403);
    await mira.post(path).send(sent).expect(422);
    await mira.post(path).send({ code: 'disputed', reason: ' ' }).expect(422);
    const page = pageOf((await (await room.signedIn(room.jonas)).get(`/claims/${claim}`)).text);
    expect(page.querySelector('form[action$="/overrides"]')).toBeNull();
  });

  test('by a form without its reason is shown again with what was typed wrong', async () => {
    const mira = await room.signedIn(room.mira);
    const id = (await (await room.bearer(room.mira)).get(`/api/claims/${claim}`)).body;
    const [warning] = id.independence.warnings;
    if (warning.override) {
      const path = `/claims/${claim}/overrides/${warning.override.id}/withdrawal`;
      await mira.post(path).type('form').send({}).expect(303);
    }
    const { text: refused } = await mira
      .post(`/claims/${claim}/overrides`)
      .type('form')
      .send({ code: warning.code, about: warning.about.join(' '), reason: '' })
      .expect(422);
    const page = pageOf(refused);
    expect(page.querySelector('details.set-aside[open] .fault')?.textContent).toBe(
      'Say why it is set aside.',
    );
  });
});

describe('the sourcing of an article', () => {
  test('is told in numbers, with what its checks find, each leading to its passage', async () => {
    const program = await room.bearer(room.tom);
    const { body } = await program.get(`/api/articles/${articles[0]}/sourcing`).expect(200);
    expect(body).toMatchObject({
      ...{ annotations: 2, origins: 2, named: 1, unnamed: 1, unknown: 0, firstHand: 0 },
      ...{ longest: 2, mostUsed: { name: 'Ines Vega', annotations: 1, share: 0.5 } },
      independence: { atLeast: 1, atMost: 2 },
    });
    expect(body.checks).toEqual([
      {
        code: 'unnamed origin',
        annotation,
        sentence: 'High confidence on one origin that is not named: a clerk.',
        override: null,
      },
      {
        code: 'several sources',
        annotation,
        sentence:
          'The passage speaks of several, “Sources say”, and its chain begins with one: a clerk.',
        override: null,
      },
    ]);
    const tom = await room.signedIn(room.tom);
    const page = pageOf((await tom.get(`/articles/${articles[0]}`).expect(200)).text);
    const panel = page.querySelector('[data-sourcing]');
    expect(panel?.querySelector('summary')?.textContent).toContain(
      'Two origins carry two passages, none more than one. 2 warnings',
    );
    const links = panel?.querySelectorAll(
      `a[href="/articles/${articles[0]}#annotation-${annotation}"]`,
    );
    expect(links?.length).toBe(2);
    await tom.get(`/articles/${articles[0]}/sourcing`).expect(200);
  });

  test('has a check set aside for the revision that an editor saw, and no longer', async () => {
    const mira = await room.bearer(room.mira);
    const jonas = await room.bearer(room.jonas);
    const path = `/api/annotations/${annotation}/overrides`;
    const sent = { code: 'unnamed origin', reason: 'The clerk is known to us.' };
    await jonas.post(path).send(sent).expect(403);
    await mira.post(path).send(sent).expect(201);
    await mira
      .post(path)
      .send({ ...sent, code: 'weak hop' })
      .expect(422);
    const found = async () =>
      (await mira.get(`/api/articles/${articles[0]}/sourcing`)).body.checks[0].override;
    expect(await found()).toMatchObject({ reason: sent.reason, by: { name: 'Mira Sen' } });
    const { headers, body } = await jonas.get(`/api/annotations/${annotation}`);
    const { target, chain } = body;
    await jonas
      .put(`/api/annotations/${annotation}`)
      .set('If-Match', headers.etag ?? '')
      .send({ target, chain: chain.notation, confidence: 'high', credibility: 3 })
      .expect(200);
    expect(await found()).toBeNull();
    const { body: history } = await mira.get(`/api/history?subject=annotation/${annotation}`);
    expect(JSON.stringify(history)).toContain(
      'set aside the warning “unnamed origin”: “The clerk is known to us.”',
    );
  });

  test('is in reports, with who set a check aside and why', async () => {
    const mira = await room.bearer(room.mira);
    const path = `/api/annotations/${annotation}/overrides`;
    const sent = { code: 'unnamed origin', reason: 'The clerk is known to us.' };
    const { body } = await mira.post(path).send(sent).expect(201);
    for (const format of ['html', 'md', 'csv', 'webannotation']) {
      const address = `/api/articles/${articles[0]}/report?format=${format}`;
      const { text: report } = await mira.get(address).buffer(true).expect(200);
      expect(report).toContain('High confidence on one origin that is not named');
      expect(report).toMatch(/Set aside by Mira Sen, [^:]+:\d\d[^:]*: The clerk is known to us/u);
    }
    const { text: report } = await mira.get(`/api/articles/${articles[0]}/report?format=md`);
    expect(report).toContain('Two origins carry two passages');
    await mira.delete(`${path}/${body.id}`).expect(204);
  });

  test('has a check set aside by a form of its page, with Undo', async () => {
    const mira = await room.signedIn(room.mira);
    const back: string = `/articles/${articles[0]}`;
    const { headers } = await mira
      .post(`/annotations/${annotation}/overrides`)
      .type('form')
      .send({ code: 'several sources', reason: 'A clerk speaks for two.', back })
      .expect(303);
    expect(headers.location).toBe(`${back}#sourcing`);
    const page = pageOf((await mira.get(back)).text);
    const undo = page.querySelector('form[action*="/withdrawal"]')?.getAttribute('action') ?? '';
    expect(page.querySelector('[data-sourcing] .is-aside')?.textContent).toContain(
      'A clerk speaks for two.',
    );
    for (const key of ['one', 'one', 'two']) {
      await mira.post(undo).type('form').send({ back, key }).expect(303);
    }
    const after = pageOf((await mira.get(back)).text);
    expect(after.querySelector('[data-sourcing] .is-aside')).toBeNull();
  });
});

describe('unnamed go-betweens of a claim that may be one person', () => {
  test('are asked about on its page, and count beside each other once an editor says that they differ', async () => {
    const jonas = await room.bearer(room.jonas);
    for (const [at, chain] of [
      'Per Holm -> a foreman (unnamed) -> The Post',
      'Lia Berg -> a mason (unnamed) -> The Ledger',
    ].entries()) {
      const target = { exact: 'Nobody else was asked' };
      const sent = { target, chain, claim: 'Nobody was asked.' };
      await jonas.post(`/api/articles/${articles[at]}/annotations`).send(sent).expect(201);
    }
    const { body } = await jonas.get('/api/claims?q=asked').expect(200);
    const [{ id, independence }] = body.items;
    expect(independence).toMatchObject({ atLeast: 1, atMost: 2 });
    const mira = await room.signedIn(room.mira);
    const page = pageOf((await mira.get(`/claims/${id}`).expect(200)).text);
    const form = page.querySelector('#doubts ~ .list form');
    expect(form?.closest('li')?.textContent).toMatch(
      /a foreman\s+and\s+a mason|a mason\s+and\s+a foreman/u,
    );
    const from = form?.querySelector('[name=from]')?.getAttribute('value') ?? '';
    const { headers } = await mira
      .post(form?.getAttribute('action') ?? '')
      .type('form')
      .send({ from, back: `/claims/${id}` })
      .expect(303);
    expect(headers.location).toBe(`/claims/${id}`);
    const { body: now } = await jonas.get(`/api/claims/${id}`).expect(200);
    expect(now.independence).toMatchObject({ atLeast: 2, atMost: 2 });
    const after = pageOf((await mira.get(`/claims/${id}`).expect(200)).text);
    expect(after.querySelector('#doubts')).toBeNull();
  });
});

describe('the sourcing of the desk', () => {
  test('names the sources that claims depend on, single sources, grown wording and what is set aside', async () => {
    const mira = await room.bearer(room.mira);
    const path = `/api/articles/${articles[1]}/annotations`;
    const evidence = [{ excerpt: 'It may leak one day.' }];
    const holder = { source: { name: 'Ines Vega' }, evidence };
    const chain = [
      { relation: 'told', holders: [holder] },
      { holders: [{ source: { name: 'The Ledger' } }] },
    ];
    const target = { exact: 'Sources say it leaks' };
    const { body: made } = await mira.post(path).send({ target, chain }).expect(201);
    const aside = { code: 'several sources', reason: 'A slip of the desk.' };
    await mira.post(`/api/annotations/${made.id}/overrides`).send(aside).expect(201);
    const { body } = await mira.get('/api/sourcing').expect(200);
    expect(body.dependedOn[0]).toMatchObject({ name: 'Ines Vega', claims: [claim] });
    expect(body.singleSource).toEqual([claim]);
    expect(body.grown).toEqual([
      {
        ...{ annotation: made.id, article: articles[1], hop: 1, laterHop: null },
        ...{ before: 'It may leak one day.', after: 'Sources say it leaks' },
      },
    ]);
    expect(body.setAside.at(-1)).toMatchObject({
      ...{ annotation: made.id, claim: null, code: 'several sources' },
      override: { reason: aside.reason, by: { name: 'Mira Sen' } },
    });
    const page = pageOf((await (await room.signedIn(room.tom)).get('/sourcing')).text);
    const main = page.querySelector('main')?.textContent ?? '';
    for (const shown of ['Ines Vega', statement, 'It may leak one day.', aside.reason]) {
      expect(main).toContain(shown);
    }
    const denying = {
      target: { exact: 'Sources say' },
      chain: 'Ben Ott',
      claim: statement,
      stance: 'denies',
    };
    const { body: denied } = await mira.post(path).send(denying).expect(201);
    const tom = await room.signedIn(room.tom);
    const toldAt = async (path: string) => {
      const link = pageOf((await tom.get(path)).text).querySelector(
        `main a[href="/claims/${claim}"]`,
      );
      return link?.closest('li')?.querySelector('.told')?.textContent;
    };
    const told = await toldAt('/sourcing');
    expect(told).toMatch(/\. \w/u);
    expect(told).toBe(await toldAt('/claims'));
    await mira.delete(`/api/annotations/${denied.id}`).set('If-Match', '*');
    await mira.delete(`/api/annotations/${made.id}`).set('If-Match', '*');
  });

  test('is told of one kind of what was set aside, where that is asked for', async () => {
    const mira = await room.bearer(room.mira);
    const reason = 'We know them.';
    const { body: article } = await mira.get(`/api/articles/${articles[0]}/sourcing`);
    for (const { annotation: of, code } of article.checks)
      await mira.post(`/api/annotations/${of}/overrides`).send({ code, reason });
    for (const { code, about } of await warningsOf())
      await mira.post(`/api/claims/${claim}/overrides`).send({ code, about, reason });
    const { body: every } = await mira.get('/api/sourcing').expect(200);
    const codes = every.setAside.map(({ code }: { code: string }) => code);
    expect(new Set(codes).size).toBeGreaterThan(1);
    const [wanted] = codes;
    const path = `?aside=${encodeURIComponent(wanted)}`;
    const { body } = await mira.get(`/api/sourcing${path}`).expect(200);
    expect(body.setAside).toEqual(
      every.setAside.filter(({ code }: { code: string }) => code === wanted),
    );
    await mira.get('/api/sourcing?aside=nothing').expect(422);
    const tom = await room.signedIn(room.tom);
    const page = pageOf((await tom.get(`/sourcing${path}`).expect(200)).text);
    const [pressed, ...others] = [...page.querySelectorAll('.filter-chip[aria-current]')];
    expect(others).toEqual([]);
    expect(pressed?.querySelector('b')?.textContent).toBe(String(body.setAside.length));
    expect(page.querySelectorAll('section[aria-labelledby="aside"] ol > li')).toHaveLength(
      body.setAside.length,
    );
  });
});

test('an article rests on who denies a claim, too', async () => {
  const jonas = await room.bearer(room.jonas);
  const [, article] = articles;
  const sourcing = async () => {
    const { body } = await jonas.get(`/api/articles/${article}/sourcing`).expect(200);
    return body.independence;
  };
  const before = await sourcing();
  const sent = {
    ...{ target: { exact: 'Nobody else was asked' }, chain: 'Vera Ost -> The Ledger' },
    ...{ claim: 'Others were asked.', stance: 'denies' },
  };
  await jonas.post(`/api/articles/${article}/annotations`).send(sent).expect(201);
  const after = await sourcing();
  expect(after.atLeast).toBe(before.atLeast + 1);
});

test('two warnings of one kind that are about one article stand apart on the page', () => {
  const [one, other] = [
    ['a', 'b'],
    ['a', 'c'],
  ].map((about) => warningAnchor('shared wording', about));
  expect(one).not.toBe(other);
});

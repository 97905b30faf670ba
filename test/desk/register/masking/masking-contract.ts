import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { annotationById, reviseAnnotation } from '../../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../../src/desk/articles/articles.js';
import { addEdition } from '../../../../src/desk/articles/editions.js';
import { decideWording, sharedWordingOf } from '../../../../src/desk/articles/shared-wording.js';
import { checkMasks } from '../../../../src/desk/check/masks.js';
import { openDesk } from '../../../../src/desk/desk.js';
import { listHistory } from '../../../../src/desk/history/whole-history.js';
import { changeSource, tellApart } from '../../../../src/desk/register/entry-changes.js';
import { countUses } from '../../../../src/desk/register/joined.js';
import { maskSource, previewMasking } from '../../../../src/desk/register/masking/masking.js';
import { unmaskSource } from '../../../../src/desk/register/masking/unmasking.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { sourceById } from '../../../../src/desk/register/sources.js';
import { exportReport } from '../../../../src/desk/reports/download.js';
import { handIn, openRound } from '../../../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../../../src/desk/rounds/visibility.js';
import { shareReport } from '../../../../src/desk/shares/shares.js';
import { setClaimWarningAside } from '../../../../src/desk/sourcing/overrides.js';
import { type Annotation, etag } from '../../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../../src/domain/articles/article.js';
import { sourcesIn } from '../../../../src/domain/chain/chain.js';
import { describe as describeEvent } from '../../../../src/domain/history/history.js';
import { parse } from '../../../../src/domain/parse.js';
import { entryChangeInput, sourceInput } from '../../../../src/domain/register/source-input.js';
import { shareInput } from '../../../../src/domain/shares/share.js';
import { audiences, wholeRecord } from '../../../../src/reports/report-scope.js';
import { all, insert, type Store, storeWith } from '../../../../src/store/store.js';
import { readable } from '../../../reports/readable.js';
import { person } from '../../../store/documents.js';
import { storeInBetween } from '../../../store/in-between.js';

import { annotate, canary, everything, name, open, told } from './masking-desk.js';

/** What masking promises, on a store of any kind. */
export function testMasking(openStore: () => Promise<Store>): void {
  test('nor in the reason of a decision on wording that articles share', async () => {
    const room = await open(await openStore());
    const { desk, mira, article } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const text = 'It holds, an engineer said. A clerk denied it.';
    const details = parse(articleInput, { title: 'The dyke', publisher: 'The Echo', text });
    const { id: other } = await addArticle(desk, mira, details);
    const said = { independent: true, reason: `${name} told both.` };
    await decideWording(desk, mira, [article, other], said);
    const { words } = await previewMasking(desk, mira, id);
    await maskSource(desk, mira, id, { replace: words.map(({ key }) => key), leave: [] });
    expect(await everything(room)).not.toMatch(/quill|feather/iu);
    const [shared] = await sharedWordingOf(desk, other);
    expect(shared?.decision?.reason).toBe('Confidential source 1 told both.');
    const pseudonymous = (await desk.store.find('sources', 'all', { key: '' })).items[0]?.id ?? '';
    await unmaskSource(desk, mira, pseudonymous);
    expect((await sharedWordingOf(desk, other))[0]?.decision?.reason).toBe(said.reason);
  });

  test('nor in the note of an edition, nor in its history, while the text and what was carried over by it stay', async () => {
    const room = await open(await openStore());
    const { desk, mira, article } = room;
    await annotate(room, { target: { exact: 'A clerk denied it' }, chain: 'A clerk -> The Post' });
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const text = `It holds, an engineer said. ${name} denied it.`;
    await addEdition(desk, mira, article, { text, note: `${name} is named now.` });
    const { words } = await previewMasking(desk, mira, id);
    const replace = words.map(({ key }) => key);
    await maskSource(desk, mira, id, { replace, leave: [] });
    const [edition, before] = (await desk.store.find('editions', 'article', { key: article }))
      .items;
    expect([edition, before].map((each) => each?.note)).toContain(
      'Confidential source 1 is named now.',
    );
    const stored = JSON.stringify(await everything(room));
    expect(stored).not.toContain(`${name} is named now`);
    expect([edition, before].map((each) => each?.text)).toContain(text);
    const { items } = await desk.store.find('events', 'action', { key: 'annotation.carried' });
    expect(items[0]?.after).toMatchObject({ wording: `${name} denied it` });
    for await (const finding of checkMasks(desk.whole))
      expect(finding).not.toMatchObject({ severity: 'fault' });
  });

  test('nor in the note of a shared report, which is told by whoever reads the whole database', async () => {
    const room = await open(await openStore());
    const { desk, mira, article } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const site = `https://${canary.toLowerCase()}.example`;
    const said = (note: string) =>
      shareReport(desk, mira, article, parse(shareInput, { note, origins: [site] }));
    const { share } = await said(`For ${name} to look at`);
    const { id: pseudonymous } = await maskSource(desk, mira, id);
    const shared = async () => desk.store.get('shares', share.id);
    expect(await shared()).toMatchObject({ note: 'For Confidential source 1 to look at' });
    const late = await said(`Once more for ${name}`);
    const told: string[] = [];
    for await (const { where } of checkMasks(desk.whole)) told.push(where);
    expect(told).toContain(`share ${late.share.id}, note`);
    await unmaskSource(desk, mira, pseudonymous);
    expect(await shared()).toMatchObject({ note: share.note, origins: [site] });
  });

  test('nor in the addresses of evidence, of which the site stays', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const urls = [
      `https://staff.example/Ada%20${canary}?page=2`,
      `https://ada-${canary}.example/blog`.toLowerCase(),
      'https://staff.example/rota',
    ];
    const evidence = urls.map((url) => ({ url }));
    const { annotation } = await annotate(room, {
      chain: [
        { relation: 'told', holders: [{ source: { id }, evidence }] },
        { holders: [{ source: { name: 'The Post' } }] },
      ],
    });
    const addresses = async () => {
      const now = await desk.store.get('annotations', annotation.id);
      return now?.chain[0]?.holders[0]?.evidence.map(({ url }) => url);
    };
    const { id: pseudonymous } = await maskSource(desk, mira, id);
    expect(await addresses()).toEqual([
      'https://staff.example/',
      'https://withheld.invalid/',
      'https://staff.example/rota',
    ]);
    expect(await everything(room)).not.toMatch(/quill/iu);
    for await (const finding of checkMasks(desk.whole))
      expect(finding).not.toMatchObject({ severity: 'fault' });
    await unmaskSource(desk, mira, pseudonymous);
    expect(await addresses()).toEqual(urls);
  });

  test('a source that is masked is named nowhere, and bears another id', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id, joined, annotation } = await told(room);
    const { words } = await previewMasking(desk, mira, id);
    expect(words.every(({ isFixed }) => !isFixed)).toBe(true);
    const replace = words.map(({ key }) => key);
    const masked = await maskSource(desk, mira, id, { replace, leave: [] });
    expect(masked).toMatchObject({ name: 'Confidential source 1', confidential: true });
    const stored = await everything(room);
    expect(stored).not.toMatch(/quill|feather/iu);
    for (const former of [id, joined]) {
      expect(stored).not.toContain(former);
      await expect(sourceById(desk, former)).rejects.toMatchObject({ code: 'not-found' });
    }
    // An archive has every other format in it.
    for (const audience of audiences) {
      const scope = { ...wholeRecord, audience };
      const { pieces } = await exportReport(desk, null, 'zip', { baseUrl: null, scope });
      const letters = await readable(await buffer(pieces));
      expect(letters, audience).not.toMatch(/quill|feather/iu);
      expect(letters).toContain('Confidential source 1');
    }
    expect(await countUses(desk.store, masked)).toBe(2);
    const after = await desk.store.get('annotations', annotation);
    expect(after).toMatchObject({
      note: 'Ask Confidential source 1; Confidential source 1 knows.',
    });
  });

  test('what a blind round hides from whoever masks names the source no more once the round ends', async () => {
    const room = await open(await openStore());
    const { desk, mira, jonas, article } = room;
    const nils = { ...person('nils', { role: 'annotator' }), name: 'Nils Oder' };
    await desk.store.commit([insert('people', nils)]);
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const round = await openRound(desk, mira, article, ['jonas', 'nils']);
    const hidden = { ...room, desk: await visibleTo(desk, jonas) };
    const note = `${name} said so; ask ${canary} again, dear Ada.`;
    const chain = [{ source: { id }, as: `Mrs ${canary} herself`, terms: 'as Ada wants' }];
    const { annotation } = await annotate(hidden, { chain, note, claim: `${canary} was there.` });
    const { words } = await previewMasking(await visibleTo(desk, mira), mira, id);
    expect(words).toEqual([]);
    const { name: pseudonym } = await maskSource(await visibleTo(desk, mira), mira, id);
    for (const each of [jonas, nils]) await handIn(await visibleTo(desk, each), each, round.id);
    expect(await everything(room)).not.toMatch(/quill|feather/iu);
    expect((await desk.store.get('annotations', annotation.id))?.note).toMatch(
      `${pseudonym} said so; ask ${pseudonym} again`,
    );
  });

  test('nor under a name that it bore before and bears no more', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const former = parse(sourceInput, { name: `Ottilie ${canary}`, kind: 'person' });
    const { id } = await addSource(desk, mira, former);
    const { annotation } = await annotate(room, { chain: '?', note: `Ottilie ${canary} said so.` });
    const renamed = { name: 'Ada Brenn', aliases: [], keepName: false, description: null };
    await changeSource(desk, mira, id, parse(entryChangeInput, { ...renamed, kind: 'person' }));
    const { words } = await previewMasking(desk, mira, id);
    expect(words.map(({ text, isSure }) => [text, isSure])).toEqual([[annotation.note, true]]);
    const masked = await maskSource(desk, mira, id);
    expect(await everything(room)).not.toMatch(/quill|brenn/iu);
    expect(await unmaskSource(desk, mira, masked.id)).toMatchObject({
      name: 'Ada Brenn',
      aliases: [],
    });
    expect(await desk.store.get('annotations', annotation.id)).toMatchObject({
      note: annotation.note,
    });
  });

  test('what is named in part is left unless it is to be replaced, and the other way round', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name }));
    const notes = [`${name} said so.`, `Ask ${canary}.`, `${name} said no.`, `Tell ${canary}.`];
    const saved = [];
    for (const note of notes)
      saved.push((await annotate(room, { chain: '?', note })).annotation.id);
    const { words } = await previewMasking(desk, mira, id);
    const keyOf = (text: string) => words.find((each) => each.text === text)?.key ?? '';
    expect(
      words
        .filter(({ isSure }) => isSure)
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual([`${name} said no.`, `${name} said so.`]);
    const choice = { replace: [keyOf(`Ask ${canary}.`)], leave: [keyOf(`${name} said no.`)] };
    await maskSource(desk, mira, id, choice);
    const left = await Promise.all(saved.map((each) => desk.store.get('annotations', each)));
    expect(left.map((each) => each?.note)).toEqual([
      'Confidential source 1 said so.',
      'Ask Confidential source 1.',
      `${name} said no.`,
      `Tell ${canary}.`,
    ]);
  });

  test('of a text that is replaced no part of a person’s name is left', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const notes = [
      [
        `${name} came. Ada was late.`,
        'Confidential source 1 came. Confidential source 1 was late.',
      ],
      ['ada quillfeather: ask quillfeather', 'Confidential source 1: ask Confidential source 1'],
      [
        `${canary}, or AQ as I call ada`,
        'Confidential source 1, or Confidential source 1 as I call Confidential source 1',
      ],
    ];
    const saved = [];
    for (const [note] of notes)
      saved.push((await annotate(room, { chain: '?', note })).annotation.id);
    const { words } = await previewMasking(desk, mira, id);
    await maskSource(desk, mira, id, { replace: words.map(({ key }) => key), leave: [] });
    const after = await Promise.all(saved.map((each) => desk.store.get('annotations', each)));
    expect(after.map((each) => each?.note)).toEqual(notes.map(([, masked]) => masked));
  });

  test('the everyday words of an organisation’s name stay where the name itself is replaced', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const authority = { name: 'Port Authority', kind: 'organisation' };
    const { id } = await addSource(desk, mira, parse(sourceInput, authority));
    const note = 'The Port Authority closed the port. Port people knew.';
    const { annotation } = await annotate(room, { chain: '?', note });
    await maskSource(desk, mira, id);
    expect(await desk.store.get('annotations', annotation.id)).toMatchObject({
      note: 'The Confidential source 1 closed the port. Confidential source 1 people knew.',
    });
  });

  test('claims that would read alike once a source is masked stay two, and get their wordings back', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const claims = [
      `${name} built it.`,
      `Quillfeather, Ada built it.`,
      `ADA QUILLFEATHER  built it. (2)`,
    ];
    for (const claim of claims) await annotate(room, { chain: '?', claim });
    const statements = async () => {
      const found: string[] = [];
      for await (const { statement } of all(desk.store, 'claims', 'all', { key: '' }))
        found.push(statement);
      return found;
    };
    const before = await statements();
    const masked = await maskSource(desk, mira, id);
    expect(new Set(await statements()).size).toBe(3);
    expect((await statements()).join()).not.toMatch(/quill/iu);
    await annotate(room, { chain: '?', claim: claims[0] });
    await unmaskSource(desk, mira, masked.id);
    expect(await statements()).toEqual(expect.arrayContaining([claims[0], before[1], before[2]]));
  });

  test('masking is taken back whole, but for what was written since', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id } = await told(room);
    const bare = (text: string) => text.replaceAll(/"(version|noteVersion)":\d+/gu, '"$1":0');
    const before = bare(await everything(room));
    const { words } = await previewMasking(desk, mira, id);
    const masked = await maskSource(desk, mira, id, {
      replace: words.map(({ key }) => key),
      leave: [],
    });
    const shown = await unmaskSource(desk, mira, masked.id);
    expect(shown).toMatchObject({ id, name, confidential: false });
    await expect(sourceById(desk, masked.id)).rejects.toMatchObject({ code: 'not-found' });
    const after = JSON.parse(bare(await everything(room)));
    const events = after.at(-1).filter(({ action }: { action: string }) => !/masked/u.test(action));
    const sorted = (docs: { id: string }[][]) =>
      docs.map((each) => each.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    expect(sorted([...after.slice(0, -1), events])).toEqual(sorted(JSON.parse(before)));
    expect(await desk.store.get('identities', masked.id)).toBeNull();
    const { items, names } = await listHistory(desk, { subject: `source/${id}`, limit: 200 });
    expect(items.map((event) => describeEvent(event, names))).toContain(
      `Mira Sen made ${name} public again, who was called Confidential source 1.`,
    );
    const { newSources } = await annotate(room, { chain: 'Bo Lind (confidential)' });
    expect(newSources[0]?.name).toBe('Confidential source 3');
  });

  test('of two who mask one source at one moment one does, and the other is told', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id } = await told(room);
    const both = await Promise.allSettled([maskSource(desk, mira, id), maskSource(desk, mira, id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', message: 'Confidential source 1 is confidential already.' },
    });
  });

  test('a form that was open when its words were masked does not bring the name back', async () => {
    const room = await open(await openStore());
    const { desk, mira, jonas } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const sent = { target: { exact: 'It holds' }, chain: '?', note: `${name} said so.` };
    const { annotation } = await annotate(room, sent);
    const chain = [{ name: 'A clerk', as: `an aide to ${name}` }];
    const { annotation: other } = await annotate(room, { chain });
    const masked = await maskSource(desk, mira, id);
    const save = (about: Annotation, said: object) => {
      const input = parse(annotationInput, { ...sent, ...said, confidence: 'low' });
      return reviseAnnotation(desk, jonas, about.id, input, etag(about));
    };
    await expect(save(annotation, {})).rejects.toMatchObject({ code: 'stale' });
    await expect(save(other, { chain })).rejects.toMatchObject({ code: 'stale' });
    expect(await everything(room)).not.toMatch(/quill|feather/iu);
    const now = await annotationById(desk, annotation.id);
    await unmaskSource(desk, mira, masked.id);
    await expect(save(now, { note: now.note })).rejects.toMatchObject({ code: 'stale' });
    expect((await annotationById(desk, annotation.id)).note).toBe(sent.note);
  });

  test('a save that names the source while it is masked names what it is then', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const saves = Array.from({ length: 12 }, () => annotate(room, { chain: [{ source: id }] }));
    const masking = maskSource(desk, mira, id);
    const saved = await Promise.allSettled(saves);
    const masked = await masking;
    for (const each of saved) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'invalid' });
    }
    const known = new Set<string>();
    for await (const { chain } of all(desk.store, 'annotations', 'all', { key: '' })) {
      for (const source of sourcesIn(chain)) known.add(source);
    }
    expect([...known].filter((source) => source !== masked.id)).toEqual([]);
    expect(await everything(room)).not.toContain(id);
  });

  test('words that are saved while it is masked keep no name, and have it again once it is unmasked', async () => {
    const store = await openStore();
    const room = await open(store);
    const { desk, mira } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const { annotation } = await annotate(room, { chain: 'A clerk -> The Post' });
    const notes = [`${name} said it first.`, `Ask ${name}.`];
    const save = async () => {
      await annotate(room, { chain: 'A clerk -> The Post', note: notes[0], claim: notes[0] });
      const sent = { chain: 'A clerk -> The Post', note: notes[1], target: annotation.target };
      const input = parse(annotationInput, sent);
      await reviseAnnotation(desk, room.jonas, annotation.id, input, etag(annotation));
    };
    let isSaved = false;
    const commit: Store['commit'] = async (...asked) => {
      if (!isSaved) {
        isSaved = true;
        await save();
      }
      return store.commit(...asked);
    };
    const masked = await maskSource(openDesk(storeWith(store, { commit })), mira, id);
    expect(isSaved).toBe(true);
    expect(await everything(room)).not.toMatch(/quill|feather/iu);
    expect((await annotationById(desk, annotation.id)).note).toBe(`Ask ${masked.name}.`);
    await unmaskSource(desk, mira, masked.id);
    const again = await everything(room);
    for (const note of notes) expect(again).toContain(note);
    expect((await annotationById(desk, annotation.id)).note).toBe(notes[1]);
  });

  test('a save that names the source and is written right behind its masking says no name, either', async () => {
    let followed = 0;
    for (let calls = 0, isOver = false; !isOver; calls++) {
      const room = await open(await openStore());
      const { desk, mira } = room;
      const sent = parse(sourceInput, { name, kind: 'person', aliases: ['The Plumed'] });
      const { id } = await addSource(desk, mira, sent);
      const { store, hasActed } = storeInBetween(desk.store, calls, () =>
        maskSource(desk, mira, id),
      );
      const saved = await annotate(
        { ...room, desk: openDesk(store) },
        {
          chain: [{ source: id }, { name: 'The Post' }],
          ...{ note: `${name}, The Plumed, told us.`, claim: `${name} built the wall.` },
        },
      ).catch((fault) => expect(fault).toMatchObject({ code: 'invalid' }));
      isOver = !hasActed();
      if (!isOver && saved) {
        followed += 1;
        expect(await everything(room), `after ${calls} calls`).not.toMatch(/quill|feather|plume/iu);
        const [hop] = saved.annotation.chain;
        const [masked] = hop && 'holders' in hop ? hop.holders : [];
        await unmaskSource(desk, mira, masked?.source ?? '');
        expect((await annotationById(desk, saved.annotation.id)).note).toContain(name);
      }
    }
    expect(followed).toBeGreaterThan(0);
  });

  test('who tells another source apart from it while it is masked names no id that is gone', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const add = (called: string) =>
      addSource(desk, mira, parse(sourceInput, { name: called, kind: 'person' }));
    const { id } = await add(name);
    const others: string[] = [];
    for (const each of ['Bo', 'Cy', 'Dan', 'Eve', 'Flo', 'Gus', 'Hal', 'Ike'])
      others.push((await add(each)).id);
    const masking = maskSource(desk, mira, id);
    const told = others.map(async (other, turn) => {
      for (let passed = 0; passed < turn; passed++) await new Promise(setImmediate);
      await tellApart(desk, mira, other, id);
    });
    for (const each of await Promise.allSettled(told)) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'not-found' });
    }
    await masking;
    expect(await everything(room)).not.toContain(id);
  });

  test('who sets a warning aside that is about it while it is masked names no id that is gone', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const claims = new Set<string>();
    for (const claim of ['It holds.', 'It leaks.', 'It moved.', 'It was built.', 'It stood.'])
      for (const exact of ['It holds', 'A clerk denied it']) {
        const { annotation } = await annotate(room, {
          ...{ target: { exact }, claim },
          chain: [{ source: id }, { name: 'The Post' }],
        });
        claims.add(annotation.claim ?? '');
      }
    const masking = maskSource(desk, mira, id);
    const input = { code: 'single point of failure' as const, reason: 'We saw it.' };
    const aside = [...claims].map(async (claim, turn) => {
      for (let passed = 0; passed < 2 * turn; passed++) await new Promise(setImmediate);
      return setClaimWarningAside(desk, mira, claim, input);
    });
    for (const each of await Promise.allSettled(aside)) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict' });
    }
    await masking;
    expect(await everything(room)).not.toContain(id);
  });

  test('an edition that comes in while a source is masked keeps no id that is gone', async () => {
    for (const isFirst of [true, false]) {
      const store = await openStore();
      const room = await open(store);
      const { desk, mira, article } = room;
      const text = 'The wall holds.';
      const details = parse(articleInput, { title: 'The dyke', publisher: 'The Echo', text });
      const { id: other } = await addArticle(desk, mira, details);
      const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
      const claim = 'The wall holds.';
      await annotate(room, { chain: 'A clerk -> The Post', claim });
      const elsewhere = { target: { exact: text }, chain: [{ source: id }], claim };
      await annotate({ ...room, article: other }, elsewhere);
      const edition = { text: 'It holds, an engineer said.', note: null };
      const between = (work: () => Promise<unknown>) => {
        let waiting: (() => Promise<unknown>) | null = work;
        const commit: Store['commit'] = async (...asked) => {
          const now = waiting;
          waiting = null;
          await now?.();
          return store.commit(...asked);
        };
        return openDesk(storeWith(store, { commit }));
      };
      if (isFirst) {
        const slow = between(() => addEdition(desk, mira, article, edition));
        await maskSource(slow, mira, id);
      } else {
        const slow = between(() => maskSource(desk, mira, id));
        await addEdition(slow, mira, article, edition);
      }
      const { items } = await desk.store.find('editions', 'article', { key: article });
      expect(JSON.stringify(items.map(({ deskThen }) => deskThen))).toContain('witnessOrigins');
      expect(await everything(room)).not.toContain(id);
    }
  });

  test('an edition that tells of sources who had it from each other names none by an id that is gone', async () => {
    const room = await open(await openStore());
    const { desk, mira, article } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const claim = 'It holds.';
    await annotate(room, { chain: [{ source: id }, { name: 'Bo' }, { name: 'The Post' }], claim });
    const back = { target: { exact: 'A clerk' }, chain: [{ name: 'Bo' }, { source: id }], claim };
    await annotate(room, back);
    const text = 'It holds, an engineer said. A clerk denied it again.';
    await addEdition(desk, mira, article, { text, note: null });
    const circle = async () => {
      const { items } = await desk.store.find('editions', 'article', { key: article });
      const [then] = items.flatMap(({ deskThen }) => deskThen?.claims ?? []);
      return then?.asserts.independence.circular.flat().map(({ from, to }) => [from, to]);
    };
    const before = await circle();
    expect(before?.flat()).toContain(id);
    const masked = await maskSource(desk, mira, id);
    expect(await everything(room)).not.toContain(id);
    await unmaskSource(desk, mira, masked.id);
    expect(await circle()).toEqual(before);
  });

  test('a source that is masked again is not told to be who was masked before', async () => {
    const room = await open(await openStore());
    const { desk, mira } = room;
    const { id } = await told(room);
    const first = await maskSource(desk, mira, id);
    await unmaskSource(desk, mira, first.id);
    const shown = await everything(room);
    const again = await maskSource(desk, mira, id);
    const stored = await everything(room);
    expect(stored).not.toContain(first.id);
    expect(stored).not.toContain(first.name);
    await unmaskSource(desk, mira, again.id);
    const { items, names } = await listHistory(desk, { subject: `source/${id}`, limit: 200 });
    const said = items.map((event) => describeEvent(event, names));
    for (const { name: called } of [first, again])
      expect(said).toContain(`Mira Sen made ${name} public again, who was called ${called}.`);
    expect(shown).toContain(first.id);
  });

  test('masking is for editors, and only what was public is made so again', async () => {
    const room = await open(await openStore());
    const { desk, mira, jonas } = room;
    const { newSources } = await annotate(room, { chain: `${name} -> Bo Lind (confidential)` });
    const [open_, confidential] = newSources.map(({ id }) => id);
    await expect(maskSource(desk, jonas, open_ ?? '')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(previewMasking(desk, jonas, open_ ?? '')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(unmaskSource(desk, jonas, confidential ?? '')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(unmaskSource(desk, mira, confidential ?? '')).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(maskSource(desk, mira, confidential ?? '')).rejects.toMatchObject({
      code: 'conflict',
    });
  });
}

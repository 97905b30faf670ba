import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type FormatName, formatNames, formats, readFormat } from '../../src/reports/formats.js';
import type { Material } from '../../src/reports/public-part.js';
import type { Report } from '../../src/reports/report.js';
import { wholeRecord } from '../../src/reports/report-scope.js';
import { evidence } from '../cases/hops.js';
import { annotation, claim, created, hop, moment, secret, source } from './documents.js';
import { markedArticle } from './docx/documents.js';
import { everyKind, facts } from './every-kind.js';
import { harbour, hostileMaterial, placedIn } from './fixtures.js';
import { reportOf, written } from './gathered.js';
import { readable } from './readable.js';

/** The first passage of a report, changed: it reads now so, or as it did. */
function changed(now?: string): Material {
  const material = harbour();
  const [first, ...others] = material.annotations;
  if (!first || !('span' in first.placement)) throw new Error('The first has no place.');
  const { exact: was } = first.annotation.target;
  const reason = '“said” has become “denied”.';
  const { span } = first.placement;
  const placement = { kind: 'changed' as const, span, was, now: now ?? was, reason };
  return { ...material, annotations: [{ ...first, placement }, ...others] };
}

/** The claim of the first passage was left open by the desk before it was joined with another, which is confirmed. */
function joinedClaim(): Material {
  const material = harbour();
  const stamp = { at: moment(41), by: 'mira' };
  const decided = { ...stamp, reason: 'The board has said so.' };
  const closing = claim('closing', 'Berth nine closes in May.');
  const shut = claim('shut', 'The berth shuts in May.');
  const claims = [
    {
      ...closing,
      state: 'undecided' as const,
      decision: decided,
      joined: { into: 'shut', ...stamp },
    },
    { ...shut, state: 'confirmed' as const, decision: decided },
  ];
  return { ...material, claims: new Map(claims.map((each) => [each.id, each])) };
}

describe.each(formatNames)('%s', (name) => {
  const write = (material: Material) => buffer(formats[name].write(reportOf([material])));
  let file: Buffer;
  let text: string;
  beforeAll(async () => {
    file = await write(harbour());
    text = await readable(file);
  });

  test('nothing internal is in it', () => {
    expect(text).toContain('Confidential source 3');
    expect(text).not.toContain(secret);
  });

  test('no byte of an internal annotation is in it, whatever its words', async () => {
    const marked = fc.string({ minLength: 1, maxLength: 12 }).map((words) => `Zwt${words}zQx`);
    // Of the PDF documents in an archive, all that is handed over to be set.
    const handed = name === 'zip' ? { typeset } : {};
    await fc.assert(
      fc.asyncProperty(marked, async (words) => {
        const report = { ...reportOf([withInternal(words)]), ...handed };
        const bytes = await buffer(formats[name].write(report));
        expect(await readable(bytes)).not.toContain('Zwt');
      }),
      // A document is set and read back in some hundred milliseconds.
      { numRuns: name === 'pdf' ? 3 : 25 },
    );
  });

  test('an orphan is in it', () => {
    expect(text).toContain('The mayor had known since March');
  });

  // It holds the text of every edition, and where each annotation stands in them.
  if (name !== 'json') {
    test('a passage whose wording has changed is in it with how it reads now', async () => {
      expect(await readable(await write(changed('to June')))).toContain('to June');
    });
  }

  if (name !== 'json') {
    test('a claim that was joined is decided as the one that stands for it', async () => {
      const words = (await readable(await write(joinedClaim()))).replace(/\s+/gu, ' ');
      expect(words).toContain('confirmed');
      // Data to be imported again has each as it is.
      if (name !== 'zip') expect(words).not.toContain('undecided');
      if (!['csv', 'webannotation'].includes(name)) {
        expect(words).toContain('It is one claim with “The berth shuts in May.”');
      }
    });
  }

  if (name !== 'json') {
    test('a passage that reads the same in a text that has turned it is in it with the reason', async () => {
      const words = (await readable(await write(changed()))).replace(/\s+/gu, ' ');
      expect(words).toContain('“said” has become “denied”.');
    });
  }

  if (!['json', 'csv', 'webannotation'].includes(name)) {
    test('a passage that reads the same in a text that has turned it is not said to read otherwise', async () => {
      const words = (await readable(await write(changed()))).replace(/\s+/gu, ' ');
      expect(words).toContain('but the text around it has changed.');
      expect(words).not.toContain('It reads now');
    });
  }

  test('a piece of evidence that is an excerpt of a file has the digests of both', async () => {
    const [excerpt, whole] = ['e'.repeat(64), 'f'.repeat(64)];
    const file = { name: 'memo.pdf', type: 'application/pdf', size: 9, sha256: whole };
    const kept = evidence({ excerpt: 'Berth 9 closes.', sha256: excerpt, file });
    const told = hop('post', { evidence: [kept] });
    const material = markedArticle('The wall was safe.', [[0, 8]], { with: { chain: [told] } });
    const words = (await readable(await write(material))).replace(/\s+/gu, '');
    expect(words).toContain(excerpt);
    expect(words).toContain(whole);
  });

  test('the same desk gives the same bytes', async () => {
    expect((await write(harbour())).equals(file)).toBe(true);
  });

  // A table of rows has no place for it.
  if (name === 'csv') return;
  test('how many are left out is said', () => {
    expect(text).toMatch(/left out|leftOut": 1/u);
  });
});

/** Sets nothing: what it was given stands in place of a document. */
const typeset: Report['typeset'] = async (document) => ({
  pdf: Buffer.from(JSON.stringify(document)),
  said: [],
});

const forReaders = formatNames.filter((name) => formats[name].recordOnly === null);

/** Of the first passage, labels and what an editor decided: of its sourcing, its claim and the wording of its article. */
function decided(): Material {
  const material = harbour();
  const stamp = { at: moment(41), by: 'vera' };
  const override = { ...stamp, id: 'o1', code: 'one origin' as const, revision: 1 };
  const annotations = material.annotations.map((each) =>
    each.annotation.id === 'five'
      ? {
          ...each,
          annotation: {
            ...each.annotation,
            credibility: 1 as const,
            labels: ['embargo'],
            overrides: [{ ...override, reason: 'She knows both.' }],
          },
        }
      : each,
  );
  const about = { articles: ['five'], annotations: ['five'], sources: [], about: ['five'] };
  const ofClaim = { ...stamp, id: 'o2', code: 'disputed' as const, about: ['five'] };
  const bearing = {
    ...{ sentence: 'One article says so.', atLeast: 1, atMost: 1, exact: true, atLeastDenied: 0 },
    warnings: [
      {
        ...{ ...about, code: 'disputed' as const, sentence: 'One annotation is disputed.' },
        override: { ...ofClaim, reason: 'It will be settled.' },
      },
    ],
    decidedWording: [
      {
        sentence: 'Two articles share 12 words.',
        decision: { ...stamp, independent: true, reason: 'Both were there.' },
      },
    ],
  };
  return { ...material, annotations, bearings: new Map([['closing', bearing]]) };
}

test.each(forReaders)('for readers, nothing of who said what is in %s', async (name) => {
  const scope = { ...wholeRecord, audience: 'readers' as const };
  const material = decided();
  const text = await written(formats[name], [material], { scope });
  expect(text).toContain('Confidential source 3');
  expect(text).toMatch(/dispute/u);
  expect(text).not.toContain('embargo');
  expect(text).not.toMatch(/2 March 2026, 09:41|T09:41/u);
  for (const why of ['She knows both.', 'It will be settled.', 'Both were there.']) {
    expect(text.replace(/\s+/gu, ' ')).toContain(why);
  }
  const { annotations, people } = material;
  const reasons = annotations.flatMap(({ annotation }) =>
    annotation.verdicts.flatMap(({ comment }) => comment ?? []),
  );
  for (const said of [...people.values(), ...reasons]) expect(text).not.toContain(said);
  for (const id of people.keys()) expect(text).not.toContain(`person:${id}`);
  expect(text).not.toMatch(/changed hop|proposed/u);
});

test('JSON, which can be imported again, is with the record alone', () => {
  const scope = { ...wholeRecord, audience: 'readers' as const };
  expect(() => readFormat('json', scope)).toThrow('always with the record');
});

test.each(['html', 'md'] as const)(
  'a text of very many lines is written in short pieces, as %s',
  async (name) => {
    const material = harbour();
    const edition = { ...material.edition, text: 'a\n'.repeat(50_000) };
    const long = { ...material, edition, editions: [edition], annotations: [], events: [] };
    let longest = 0;
    for await (const piece of formats[name].write(reportOf([long]))) {
      const lines = String(piece).match(/^(?:<p>)?a(?:<\/p>)?$/gmu) ?? [];
      longest = Math.max(longest, lines.length);
    }
    expect(longest).toBeGreaterThan(100);
    expect(longest).toBeLessThan(2000);
  },
);

describe.each([
  ['spaces', `a${' '.repeat(150_000)}b`],
  ['tabs', `a${'\t'.repeat(150_000)}b`],
  ['one letter', 'a'.repeat(150_000)],
  ['letters without spaces', '漢'.repeat(150_000)],
  ['two directions', 'aع'.repeat(20_000)],
])('an article that is one line of %s', (_what, text) => {
  test.each(formatNames)('is written in linear time, as %s', async (name) => {
    const report = { ...reportOf([markedArticle(text, [[0, 1]])]), typeset };
    expect((await buffer(formats[name].write(report))).length).toBeGreaterThan(200);
  });
});

test.each(['md', 'csv'] as const)('no terminal is told anything by %s', async (name) => {
  const text = await written(formats[name], [hostileMaterial('a\u001b[31mb\u009b\u0007c')]);
  expect(text).toContain('a\ufffd');
  expect(text).not.toMatch(/(?![\t\n\r])\p{Cc}/u);
});

test.each(['', 'ppt', 'toString', null, ['html']])('%j is no format', (asked) => {
  expect(() => readFormat(asked, wholeRecord)).toThrow(
    `Choose a format: ${formatNames.join(', ')}.`,
  );
});

/** The harbour, with an annotation off the record all of whose parts hold the words. */
function withInternal(words: string): Material {
  const material = harbour();
  const inner = annotation('inner-2', material.edition, 'the wall was safe', {
    creator: words,
    modifiedBy: words,
    note: words,
    claim: words,
    chain: [
      hop(words, { basis: 'off the record', as: words, terms: words, relation: 'told' }),
      hop(words),
    ],
  });
  return {
    ...material,
    annotations: [...material.annotations, ...placedIn(material.edition, [inner])],
    sources: new Map([...material.sources, [words, source(words, words)]]),
    claims: new Map([...material.claims, [words, claim(words, words)]]),
    people: new Map([...material.people, [words, words]]),
    events: [...material.events, created(inner)],
  };
}

/** What never leaves the desk, and what does for the record alone: what colleagues said, and who they are. */
const isInside = (fact: string) => fact.startsWith('off the record');
const ofTheRecord = /^(?:person|proposed|refusal|label|comment|reply|reason of (?:the|a) review)/u;

/** What a format has no place for. */
const ofOtherTexts = 'digest: an earlier text';
/** The register's own entries, of which `csv` has a table on request. */
const ofTheRegister = 'register: to what a source belongs';
const noPlaceFor: Partial<Record<FormatName, readonly string[]>> = {
  html: [ofOtherTexts, ofTheRegister],
  docx: [ofOtherTexts],
  pdf: [ofTheRegister],
  md: [ofOtherTexts, ofTheRegister],
  csv: ['digest: the text', ofOtherTexts, ofTheRegister, 'register: what a source is joined with'],
  // Worked out anew by whoever imports it; what was decided of it stands in the history.
  json: ['worked out: shared wording', 'why it is independent'],
  webannotation: [ofTheRegister],
};

test.each([
  ...formatNames.map((name) => ['record', name] as const),
  ...forReaders.map((name) => ['readers', name] as const),
])(
  'for %s every fact of an article with a thing of every kind is in %s',
  async (audience, name) => {
    const scope = { ...wholeRecord, audience };
    const text = (await written(formats[name], [everyKind], { scope })).replace(/\s+/gu, '');
    const isKept = (fact: string) =>
      isInside(fact) || (audience === 'readers' && ofTheRecord.test(fact));
    const told = [...facts].flatMap(([fact, word]) => (text.includes(word) ? fact : []));
    const due = [...facts.keys()].filter((fact) => !isKept(fact));
    expect(told).toEqual(due.filter((fact) => !noPlaceFor[name]?.includes(fact)));
  },
);

import { expect, test } from 'vitest';
import { type EventVisibility, seesEvent } from '../../../src/domain/rounds/visibility.js';

/** Nothing is read for an event that is told by itself. */
const unread: EventVisibility = {
  annotation: () => Promise.reject(new Error('The annotation was read.')),
  entry: () => Promise.reject(new Error('The entry was read.')),
};

const open = { id: 'r1', article: 'harbour', people: [], created: '', creator: 'mira' };
const jonas = { person: 'jonas', blind: new Map([['harbour', open]]) };

type Told = Partial<{
  annotation: { article: string; creator: string } | null;
  entry: { round: string | null; creator: string } | null;
}>;
const of = (creator: string, article = 'harbour') => ({ annotation: { article, creator } });
const gone = { annotation: null };
const entry = (round: string | null, creator: string) => ({ entry: { round, creator } });

test.each<[string, string, { article?: string | null; by?: string }, Told, boolean]>([
  ['about an annotation of another article', 'annotation', { article: 'quay' }, {}, true],
  ['about a colleague’s annotation', 'annotation', {}, of('mira'), false],
  ['about one’s own, by a colleague', 'annotation', {}, of('jonas'), true],
  ['about one that is gone, by a colleague', 'annotation', {}, gone, false],
  ['about one that is gone, by oneself', 'annotation', { by: 'jonas' }, gone, true],
  ['that names no article', 'annotation', { article: null }, of('mira'), false],
  ['that names no article, of another', 'annotation', { article: null }, of('mira', 'quay'), true],
  ['that names no article, of what is gone', 'annotation', { article: null }, gone, true],
  ['about a source from outside', 'source', {}, entry(null, 'mira'), true],
  ['about a colleague’s source of the round', 'source', {}, entry('r1', 'mira'), false],
  ['about one’s own source of the round', 'source', {}, entry('r1', 'jonas'), true],
  ['about a source that is gone', 'source', {}, { entry: null }, true],
  ['about a colleague’s claim of the round', 'claim', {}, entry('r1', 'mira'), false],
  ['about the article itself', 'article', {}, {}, true],
  ['about the round', 'round', {}, {}, true],
  ['about a person', 'person', {}, {}, true],
])('while a round is open an event %s is seen or not', async (_what, kind, part, told, isSeen) => {
  const event = {
    subject: { kind: kind as never, id: 'x' },
    article: 'harbour',
    by: 'mira',
    ...part,
  };
  const { annotation, entry } = told;
  const toldOf: EventVisibility = {
    annotation: annotation === undefined ? unread.annotation : async () => annotation,
    entry: entry === undefined ? unread.entry : async () => entry,
  };
  expect(await seesEvent(jonas, event, toldOf)).toBe(isSeen);
});

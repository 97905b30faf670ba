import { expect, test } from 'vitest';
import { HeldDocuments } from '../../../src/store/postgres/held-documents.js';
import { edition } from '../documents.js';

/** What is held of editions of a million characters each, of which any may be asked for. */
function heldEditions() {
  const sent: string[] = [];
  const text = 'The wall was raised. '.repeat(50_000);
  const held = new HeldDocuments({
    async rows(request, marks = {}) {
      const ids = request.do === 'get' ? request.ids : [];
      return ids.map((id) => {
        if (marks[id] === undefined) sent.push(id);
        const doc = marks[id] === undefined ? JSON.stringify({ ...edition(id), id, text }) : null;
        return { part: 0, doc, sort: '', id, count: 0, mark: '1.1' };
      });
    },
  });
  return async (ids: string[]) => {
    const found = await held.find('editions', { do: 'get', in: 'editions', ids });
    expect(found.map(({ doc }) => doc.id)).toEqual(ids);
    return sent.splice(0);
  };
}

test('what was read last is held, as much as may be held, and no more', async () => {
  const sent = heldEditions();
  const ids = Array.from({ length: 20 }, (_, at) => String(at));
  for (const id of ids) expect(await sent([id])).toEqual([id]);
  expect(await sent(ids.slice(-4))).toEqual([]);
  expect(await sent(ids.slice(0, 12))).toEqual(ids.slice(0, 12));
});

test('what is read again and again is held, whatever is read once beside it', async () => {
  const sent = heldEditions();
  await sent(['often']);
  for (let at = 0; at < 20; at++) expect(await sent(['often', String(at)])).toEqual([String(at)]);
});

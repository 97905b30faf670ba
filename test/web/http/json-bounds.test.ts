import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readJson } from '../../../src/web/http/json-bounds.js';
import { type Harbour, openHarbour } from '../harbour.js';

let room: Harbour;
beforeAll(async () => {
  room = await openHarbour();
});
afterAll(() => room.close());

async function annotate(json: string, type = 'application/json') {
  const program = await room.bearer(room.jonas);
  const path = `/api/articles/${room.annotation.article}/annotations`;
  return program.post(path).set('Content-Type', type).send(json);
}

const many = Array.from({ length: 120_000 }, (_, at) => `k${at}`);
const fields = many.map((key) => `"${key}":1`).join(',');
const place = '"target":{"exact":"harbour"},"chain"';

describe('a body of JSON', () => {
  test.each([
    ['labels', `{${place}:"?","labels":${JSON.stringify(many)}}`],
    ['one label many times', `{${place}:"?","labels":[${many.map(() => '"l"').join(',')}]}`],
    ['answers', `{${place}:"?","confirm":${JSON.stringify(many)}}`],
    ['fields that there are not', `{${fields}}`],
    ['fields of a hop that there are not', `{${place}:[{"source":{"name":"x",${fields}}}]}`],
    ['hops', `{${place}:[${many.map(() => '{}').join(',')}]}`],
  ])('of too many %s is refused before it is read', async (_, json) => {
    const { status, body } = await annotate(json);
    expect(status).toBe(413);
    expect(body.detail).toBe(
      'This has more than 20,000 values, which is more than can be taken in.',
    );
  });

  test.each([
    ['lists', '['.repeat(500_000)],
    ['things', '{"a":'.repeat(300_000)],
    ['hops', `{${place}:${'['.repeat(500_000)}`],
  ])('of %s within one another without end is refused before it is read', async (_, json) => {
    const { status, body } = await annotate(json);
    expect([status, body.detail]).toEqual([400, 'This is nested deeper than can be read.']);
  });

  test('may have any number of commas and brackets in its texts', async () => {
    const note = `${'[,"\\'.repeat(4000)}end`;
    const { status, body } = await annotate(
      `{"target":{"exact":"harbour"},"chain":"?","note":${JSON.stringify(note)}}`,
    );
    expect(status).toBe(201);
    expect(body.note).toBe(note);
  });

  test('is in UTF-8', async () => {
    const { status, body } = await annotate(`{${place}:"?"}`, 'application/json; charset=utf-16');
    expect([status, body.detail]).toEqual([415, 'This character set is not supported: use UTF-8.']);
    const latin = Buffer.from('{"note":"caf\xe9"}', 'latin1');
    expect(() => readJson(latin)).toThrow('not in UTF-8');
  });
});

test('a body of colons is not read anew at each of them', () => {
  const body = Buffer.from(`{"a"${':'.repeat(1000)}`);
  const reading = vi.spyOn(body, 'toString');
  expect(() => readJson(body)).toThrow('not valid JSON');
  expect(reading.mock.calls.length).toBeLessThan(3);
});

import { expect, test } from 'vitest';
import { ConcurrencyLimit } from '../../src/desk/concurrency-limit.js';

test('a person has so much under way at once and no more, whatever becomes of it', async () => {
  const readings = new ConcurrencyLimit(2, 'Wait until one is done.');
  let resolve = (_what: string) => {};
  const promise = new Promise<string>((done) => {
    resolve = done;
  });
  const first = readings.run('mira', () => promise);
  const second = readings.run('mira', () => promise.then(() => Promise.reject(new Error('no'))));
  await expect(readings.run('mira', async () => 'third')).rejects.toMatchObject({
    code: 'too-many',
    message: 'Wait until one is done.',
  });
  expect(await readings.run('tom', async () => 'his own')).toBe('his own');
  resolve('done');
  expect(await first).toBe('done');
  await expect(second).rejects.toThrow('no');
  for (let turn = 0; turn < 5; turn++) {
    expect(await readings.run('mira', async () => 'again')).toBe('again');
  }
});

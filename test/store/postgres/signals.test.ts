import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { Signals } from '../../../src/store/signals.js';
import { openWire } from '../../postgres/wire.js';
import { signalsContract } from '../signals-contract.js';
import { ask, emptiedDatabase, openOn } from './postgres.js';

const emptied = emptiedDatabase();

signalsContract('PostgreSQL', async () => (await openOn(await emptied())).signals);

/** Listens, and can wait until something is heard. */
class Ear {
  readonly heard: string[] = [];
  private waiting: { text: string; done: () => void }[] = [];

  constructor(signals: Signals) {
    signals.listen((text) => {
      this.heard.push(text);
      for (const each of this.waiting) if (each.text === text) each.done();
    });
  }

  until(text: string): Promise<void> {
    if (this.heard.includes(text)) return Promise.resolve();
    return new Promise((done) => this.waiting.push({ text, done }));
  }
}

test('what one process says the others hear in order, and it itself once', async () => {
  const url = await emptied();
  const [here, there] = [await openOn(url), await openOn(url)];
  const [own, other] = [new Ear(here.signals), new Ear(there.signals)];
  const said = Array.from({ length: 50 }, (_, n) => `word ${n}`);
  for (const text of said) here.signals.send(text);
  there.signals.send('answer');
  await Promise.all([own.until('answer'), other.until('word 49')]);
  expect(other.heard.filter((text) => text !== 'answer')).toEqual(said);
  expect(own.heard.filter((text) => text !== 'answer')).toEqual(said);
});

test('signals are no commits, leave nothing in any table, and wait for no disk', async () => {
  const url = await emptied();
  const [here, there] = [await openOn(url), await openOn(url)];
  const ear = new Ear(there.signals);
  const rows = `SELECT number, (SELECT count(*) FROM commits) AS commits FROM whence`;
  const before = await ask(url, rows);
  here.signals.send('one');
  await ear.until('one');
  expect(await ask(url, rows)).toEqual(before);
});

test('while the database is away who speaks does not notice, and later ones are heard again', async () => {
  const url = await emptied();
  const wire = await openWire(url);
  onTestFinished(() => wire.close());
  const [here, there] = [await openOn(wire.url), await openOn(url)];
  const [own, other] = [new Ear(here.signals), new Ear(there.signals)];
  await wire.cut();
  for (let n = 0; n < 1_000; n++) here.signals.send(`lost ${n}`);
  expect(own.heard).toHaveLength(1_000);
  await wire.mend();
  // Those that waited are tried before it; beyond them nothing is kept.
  await new Promise<void>((done) => {
    const again = () => {
      here.signals.send('back');
      if (!other.heard.includes('back')) setImmediate(again);
      else done();
    };
    again();
  });
  expect(other.heard.filter((text) => text.startsWith('lost')).length).toBeLessThanOrEqual(100);
});

test('what others notify of on that channel harms nobody', async () => {
  const url = await emptied();
  const [here, there] = [await openOn(url), await openOn(url)];
  const ear = new Ear(here.signals);
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(() => client.end());
  for (const payload of ['', 'short', 'é'.repeat(300), 'x'.repeat(7_000)]) {
    await client.query(`SELECT pg_notify('whence_signals_' || current_schema(), $1)`, [payload]);
  }
  there.signals.send('one');
  await ear.until('one');
  expect(ear.heard.filter((text) => text !== '')).toEqual(['one']);
});

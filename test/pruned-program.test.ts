import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { running } from './compiled.js';
import { Program } from './program.js';

const article = '9jezwx25vxrz';
const missing =
  'PDF documents cannot be made here: the font Amiri_700Bold.ttf is missing. Whoever runs the desk reinstalls Whence; until then take another format.';

let whence: Program;
let files: string;
beforeEach(async () => {
  ({ whence, files } = await Program.installApart());
  await copyFile(fileURLToPath(new URL('../db.json', import.meta.url)), whence.database);
});
afterEach(() => {
  running.fromSource = false;
  return whence.uninstall();
});

const exporting = (format: string, out: string) => [
  ...['export', article, '--format', format],
  ...['--out', join(whence.folder, out)],
];

const written = (out: string) => readFile(join(whence.folder, out), 'base64');

test('built, it reads a page and makes the same reports without the packages of development', async () => {
  const page = join(whence.folder, 'page.html');
  await writeFile(page, '<title>Memo</title><article><p>A clerk saw the memo.</p></article>');
  const adding = ['article', 'add', page, '--title', 'Memo', '--publisher', 'The Ledger'];
  expect(await whence.run(adding)).toMatchObject({ status: 0, stderr: '' });
  for (const format of ['pdf', 'zip']) {
    const built = await whence.run(exporting(format, `built.${format}`));
    running.fromSource = true;
    const source = await whence.type(exporting(format, `source.${format}`));
    expect([built, source]).toMatchObject(Array(2).fill({ status: 0, stderr: '' }));
    expect(await written(`built.${format}`)).toBe(await written(`source.${format}`));
  }
});

test('a font that is missing is told in one sentence, and every page and other format goes on', async () => {
  const user = ['user', 'add', '--name', 'Ada', '--email', 'ada@example.org', '--role', 'admin'];
  await whence.type(user, 'paper ink and coffee');
  await rm(join(files, 'dist/fonts/amiri/700Bold/Amiri_700Bold.ttf'));
  const { url } = await whence.serve({ setUp: false });
  const browser = request.agent(url);
  const ada = { email: 'ada@example.org', password: 'paper ink and coffee' };
  await browser.post('/sign-in').type('form').send(ada).expect(303);
  const report = `/api/articles/${article}/report`;
  const { body } = await browser.get(`${report}?format=pdf`).expect(503);
  expect(body).toMatchObject({ code: 'unavailable', detail: missing });
  await browser.get(`/articles/${article}/report`).expect(200);
  await browser.get(`${report}?format=docx`).expect(200);
  const { status, stderr } = await whence.run(exporting('pdf', 'report.pdf'));
  expect({ status, stderr }).toEqual({ status: 1, stderr: `${missing}\n` });
});

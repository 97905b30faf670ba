import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/domain/problem.js';
import { formats } from '../../../src/reports/formats.js';
import type { Report } from '../../../src/reports/report.js';
import { wholeRecord } from '../../../src/reports/report-scope.js';
import { secret } from '../documents.js';
import { harbour, hostile } from '../fixtures.js';
import { reportOf } from '../gathered.js';
import { about, data, documents, filesOf, light, packed, titled } from './packed.js';

const run = promisify(execFile);

const bytesOf = (report: Report) => buffer(formats.zip.write(report));

test('a report on one article is in it in every other format', async () => {
  const files = await filesOf([harbour()]);
  expect([...files.keys()]).toEqual([...documents, ...data, ...about]);
  for (const [path, content] of files) {
    if (path.startsWith('report.')) expect(content).toContain('Board to close berth nine');
  }
});

test('of several articles each has a folder for its documents, and data are there once', async () => {
  const files = await filesOf([harbour(), titled('إغلاق الرصيف التاسع')]);
  const folders = ['articles/1-Board-to-close-berth-nine', 'articles/2-إغلاق-الرصيف-التاسع'];
  expect([...files.keys()]).toEqual([
    ...folders.flatMap((folder) => documents.map((name) => `${folder}/${name}`)),
    ...data,
    ...about,
  ]);
  expect(files.get(`${folders[1]}/report.md`)).toContain('إغلاق الرصيف التاسع');
  expect(files.get(`${folders[1]}/report.md`)).not.toContain('Board to close berth nine');
  expect(files.get('report.json')).toContain('Board to close berth nine');
});

test('a document that cannot be made is left out, and named with the reason', async () => {
  const typeset = () => Promise.reject(new Problem('unsupported', 'There is no typesetter here.'));
  const files = await filesOf([harbour()], { typeset });
  expect([...files.keys()]).toEqual([
    ...documents.filter((name) => name !== 'report.pdf'),
    ...data,
    ...about,
  ]);
  expect(files.get('README.txt')).toContain(
    'report.pdf is not in here: There is no typesetter here.',
  );
  expect(files.get('SHA256SUMS')).not.toContain('report.pdf');
});

describe('titles that a file system would stumble over', () => {
  const titles = [
    ...hostile,
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\Windows\\system32',
    'con',
    'NUL.txt',
    'Straße',
    'STRASSE',
    'é',
    'e\u0301',
    'invoice\u202Efdp.exe',
    ' . ',
    '\u0301'.repeat(300),
    '👩‍🚀'.repeat(40),
    'a'.repeat(300),
    '\u0000',
    '-rf',
    '~',
  ];
  test('lead to names that are safe, short, and apart whatever a file system takes for the same', async () => {
    const paths = [...(await packed(titles.map(titled), { format: light })).keys()];
    const seen = new Set(paths.map((path) => path.normalize('NFKC').toLowerCase()));
    expect(seen.size).toBe(paths.length);
    for (const path of paths) {
      expect(path).not.toMatch(/^[/\\]|\\|:|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>"|?*]/u);
      for (const name of path.split('/')) {
        expect(name).not.toMatch(/^\.|[. ]$|^$/u);
        expect(Buffer.byteLength(name)).toBeLessThan(256);
      }
    }
  });
});

test('its digests are those of its files', async () => {
  const files = await packed([harbour(), titled('إغلاق الرصيف')]);
  const lines = String(files.get('SHA256SUMS')).trimEnd().split('\n');
  const listed = lines.map((line) => line.slice(66));
  expect(listed).toEqual([...files.keys()].filter((path) => path !== 'SHA256SUMS'));
  for (const line of lines) {
    const content = files.get(line.slice(66)) ?? '';
    expect(line.slice(0, 66)).toBe(`${createHash('sha256').update(content).digest('hex')}  `);
  }
});

test('sha256sum itself finds them right, where there is one', async ({ skip }) => {
  const isHere = await run('sha256sum', ['--version']).catch(() => null);
  if (!isHere) skip();
  const folder = await mkdtemp(join(tmpdir(), 'whence-zip-'));
  try {
    for (const [path, content] of await packed([harbour(), ...hostile.map(titled)])) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
    expect(stdout.trimEnd().split('\n')).toHaveLength(
      (hostile.length + 1) * documents.length + data.length + 2,
    );
    expect(stdout).not.toContain('FAILED');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the same report gives the same bytes, and files of the day of its newest event', async () => {
  const report = reportOf([harbour()]);
  const bytes = await bytesOf(report);
  expect((await bytesOf(report)).equals(bytes)).toBe(true);
  // The date of the first file, as MS-DOS wrote it: years since 1980, month, day.
  const day = bytes.readUInt16LE(12);
  expect([1980 + (day >> 9), (day >> 5) & 15, day & 31]).toEqual([2026, 3, 2]);
});

test('no file in it, and no name of one, has a confidential name or what is off the record', async () => {
  const files = await filesOf([harbour(), titled('Another')]);
  for (const [path, content] of files) {
    expect(path).not.toContain(secret);
    expect(content).not.toContain(secret);
  }
});

test('what was left out is said to whoever opens it', async () => {
  const files = await filesOf([harbour()]);
  expect(files.get('README.txt')).toContain(
    'One annotation rests on a hop that is off the record, and is left out.',
  );
});

test('for readers it has nobody’s name in any file, and says what is not in it', async () => {
  const files = await filesOf([harbour()], { scope: { ...wholeRecord, audience: 'readers' } });
  expect(files.get('README.txt')).toContain('JSON is left out: it is always with the record.');
  expect([...files.keys()]).not.toContain('report.json');
  for (const [path, content] of files) {
    for (const name of harbour().people.values()) expect(content, path).not.toContain(name);
  }
});

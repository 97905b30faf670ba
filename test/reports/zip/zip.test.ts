import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/domain/problem.js';
import type { Format } from '../../../src/reports/format.js';
import { formats } from '../../../src/reports/formats.js';
import type { Material } from '../../../src/reports/public-part.js';
import type { Report } from '../../../src/reports/report.js';
import { type ReportScope, wholeRecord } from '../../../src/reports/report-scope.js';
import { zipOf } from '../../../src/reports/zip/zip.js';
import { evidence } from '../../cases/hops.js';
import { annotation, article, edition, hop, secret } from '../documents.js';
import { harbour, hostile, hostileMaterial, ofOneEdition } from '../fixtures.js';
import { articleOf, reportOf } from '../gathered.js';
import { readable } from '../readable.js';

const run = promisify(execFile);

const bytesOf = (report: Report) => buffer(formats.zip.write(report));

/** Of formats that take some time for each article one will do, where it is about the archive. */
const light = zipOf({ md: formats.md, csv: formats.csv, json: formats.json });

/** A PDF document is no more than its title here: how it is set is a matter of its own. */
const titleAlone: Report['typeset'] = async ({ title }) => ({ pdf: Buffer.from(title), said: [] });

interface Asked {
  format?: Format;
  scope?: ReportScope;
  typeset?: Report['typeset'];
}

async function packed(
  materials: readonly Material[],
  { format = formats.zip, scope = wholeRecord, typeset = titleAlone }: Asked = {},
) {
  const report = { ...reportOf(materials, { whole: materials.length > 1, scope }), typeset };
  const files = unzipSync(await buffer(format.write(report)));
  return new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)]));
}

/** The same as texts. */
async function filesOf(...asked: Parameters<typeof packed>) {
  const texts = new Map<string, string>();
  for (const [path, content] of await packed(...asked)) {
    texts.set(path, await readable(content));
  }
  return texts;
}

const documents = ['report.html', 'report.docx', 'report.pdf', 'report.md'];
const data = ['annotations.csv', 'hops.csv', 'sources.csv', 'report.json', 'report.jsonld'];
const about = ['README.txt', 'ro-crate-metadata.json', 'SHA256SUMS'];

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
    '1 annotation rests on a hop that is off the record, and is left out.',
  );
});

test('evidence that is known by its digest alone is named, and said not to be there', async () => {
  const files = await filesOf([withEvidence()]);
  const sentence =
    '1 file of evidence is named here by SHA-256 digest, but not in here: the desk keeps the digest, not the bytes.';
  expect(files.get('README.txt')).toContain(sentence);
  expect(files.get('hops.csv')).toContain('a'.repeat(64));
  expect(entityIn(files, `#evidence-${'a'.repeat(64)}`)).toMatchObject({
    name: 'memo.pdf',
    encodingFormat: 'application/pdf',
    contentSize: '1234',
  });
});

describe('its RO-Crate metadata', () => {
  test('name every file with its size and digest, by way of the folder in which it stands', async () => {
    const materials = [harbour(), titled('إغلاق الرصيف, #9 [50^2]')];
    const [files, bytes] = [await filesOf(materials), await packed(materials)];
    const root = entityIn(files, './');
    const parts = (entity: Record<string, unknown> | undefined): string[] => {
      const ids = Array.isArray(entity?.hasPart) ? entity.hasPart.map((part) => part['@id']) : [];
      return ids.flatMap((id) => (id.endsWith('/') ? parts(entityIn(files, id)) : [id]));
    };
    const described = [...files.keys()].filter(
      (path) => path !== 'ro-crate-metadata.json' && path !== 'SHA256SUMS',
    );
    expect(parts(root).map(decodeURIComponent).sort()).toEqual(described.sort());
    expect(parts(root)).toContain('articles/2-إغلاق-الرصيف,-%239-%5B50%5E2%5D/report.html');
    for (const id of parts(root)) {
      const content = bytes.get(decodeURIComponent(id)) ?? '';
      expect(entityIn(files, id)).toMatchObject({
        '@type': 'File',
        contentSize: String(Buffer.byteLength(content)),
        sha256: createHash('sha256').update(content).digest('hex'),
      });
    }
  });

  test('describe themselves and the whole as the specification wants it', async () => {
    const files = await filesOf([harbour()]);
    expect(entityIn(files, 'ro-crate-metadata.json')).toEqual({
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      about: { '@id': './' },
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.2' },
    });
    expect(entityIn(files, './')).toMatchObject({
      '@type': 'Dataset',
      name: 'Board to close berth nine',
      datePublished: '2026-03-02T09:29:00.000Z',
      license: { '@id': '#rights' },
    });
  });

  test('refer to nothing that they do not describe, and describe each thing once', async () => {
    const files = await filesOf([harbour(), withEvidence(), titled('إغلاق الرصيف')]);
    const ids = graphOf(files).map((entity) => entity['@id']);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { '@id': _, ...entity } of graphOf(files)) {
      const references = Object.values(entity)
        .flat()
        .flatMap((value) => Object(value)['@id'] ?? []);
      for (const id of references) {
        if (id !== 'https://w3id.org/ro/crate/1.2') expect(ids).toContain(id);
      }
    }
  });

  test('name those who annotated', async () => {
    const files = await filesOf([harbour()]);
    const people = graphOf(files).filter((entity) => entity['@type'] === 'Person');
    expect(people.map(({ name }) => name)).toEqual(['Mira Sen', 'Jonas Ek']);
  });
});

test('for readers it has nobody’s name in any file, and says what is not in it', async () => {
  const files = await filesOf([harbour()], { scope: { ...wholeRecord, audience: 'readers' } });
  expect(files.get('README.txt')).toContain('JSON is left out: it is always with the record.');
  expect([...files.keys()]).not.toContain('report.json');
  for (const [path, content] of files) {
    for (const name of harbour().people.values()) expect(content, path).not.toContain(name);
  }
});

test('of a whole desk of 300 articles no more is held at any moment than of some', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const noise = Array.from({ length: 600 }, (_, n) => {
    return createHash('sha256').update(String(n)).digest('hex');
  }).join('\n');
  const large = hostileMaterial('words');
  const textOf = (n: number) => `${large.edition.text}\n${noise} ${n}`;
  const first = articleOf({ ...large, edition: { ...large.edition, text: textOf(100) } });
  async function* articles() {
    for (let n = 100; n < 400; n++) {
      // Each article has a text of its own: 40 kB that nothing else holds.
      const only = { ...large.edition, text: Buffer.from(textOf(n)).toString() };
      const article = { ...first.article, id: `large-${n}`, title: `Large ${n}` };
      yield { ...first, article, edition: only, editions: [only] };
    }
  }
  const report = { ...reportOf([large], { whole: true }), articles };
  const contents = Array.from({ length: 300 }, (_, n) => ({
    id: `large-${100 + n}`,
    title: 'Large',
  }));
  const held: number[] = [];
  let bytes = 0;
  for await (const piece of light.write({ ...report, contents })) {
    bytes += piece.length;
    if (bytes < (held.length + 1) * 1_500_000) continue;
    collect();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    held.push(arrayBuffers + heapUsed);
  }
  const third = Math.floor(held.length / 3);
  expect(third).toBeGreaterThan(1);
  // What the engine keeps for itself it has by the end of the first third. Whoever held what went out would
  // hold 4.5 MB more with each.
  const most = (from: number, to?: number) => Math.max(...held.slice(from, to));
  expect(most(-third) - most(third, -third)).toBeLessThan(3_000_000);
});

test('whoever stops reading ends the making of it', async () => {
  const report = reportOf([harbour(), harbour(), harbour()], { whole: true });
  let ended = false;
  async function* articles() {
    try {
      for (;;) yield articleOf(harbour());
    } finally {
      ended = true;
    }
  }
  for await (const piece of formats.zip.write({ ...report, articles })) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  await expect.poll(() => ended).toBe(true);
});

test('what fails while it is made is heard of by whoever reads', async () => {
  const report = reportOf([harbour()]);
  async function* articles() {
    yield articleOf(harbour());
    throw new RangeError('The disk is gone.');
  }
  await expect(bytesOf({ ...report, articles })).rejects.toThrow('The disk is gone.');
});

function titled(title: string): Material {
  const material = hostileMaterial('words');
  return { ...material, article: { ...material.article, id: `a${titles.push(title)}`, title } };
}

const titles: string[] = [];

function withEvidence(): Material {
  const only = edition('proof', 1, 'The wall was safe, a memo says.');
  const file = { name: 'memo.pdf', type: 'application/pdf', size: 1234, sha256: 'a'.repeat(64) };
  const rests = annotation('proof-1', only, 'The wall was safe', {
    article: 'proof',
    chain: [hop('post', { evidence: [evidence({ file, page: '3' })] })],
  });
  return ofOneEdition(only, [rests], { article: article('proof', { title: 'Proof' }) });
}

function graphOf(files: ReadonlyMap<string, string>): Record<string, unknown>[] {
  return JSON.parse(files.get('ro-crate-metadata.json') ?? '{}')['@graph'];
}

function entityIn(files: ReadonlyMap<string, string>, id: string) {
  return graphOf(files).find((entity) => entity['@id'] === id);
}

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Material } from '../../../src/reports/public-part.js';
import { evidence } from '../../cases/hops.js';
import { annotation, article, edition, hop } from '../documents.js';
import { harbour, ofOneEdition } from '../fixtures.js';
import { filesOf, packed, titled } from './packed.js';

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

import { JsonList, JsonObject, jsonPieces } from '../json-pieces.js';
import { headline } from '../sentences.js';
import type { ArchivedPart } from './archived-parts.js';
import type { ArticleFolder } from './contents.js';
import type { WrittenFile } from './manifest.js';
import { type AboutArchive, aboutWords } from './read-me.js';

/** The name under which programs look for the metadata. */
export const crateName = 'ro-crate-metadata.json';

const specification = 'https://w3id.org/ro/crate/1.2';

type Entity = Readonly<Record<string, unknown>>;

/**
 * The metadata of an archive as RO-Crate 1.2 (https://w3id.org/ro/crate/1.2), a flat list of things that
 * name one another: the archive, its folders and files, the articles that they are about, those who
 * annotated, and the files of evidence that are known but not in it.
 */
export async function* crateMetadata(
  about: AboutArchive,
  files: readonly WrittenFile[],
): AsyncGenerator<string> {
  const context = [`${specification}/context`, { sha256: 'https://schema.org/sha256' }];
  const graph = new JsonList(entities(about, files));
  yield* jsonPieces(
    new JsonObject([
      ['@context', context],
      ['@graph', graph],
    ]),
  );
  yield '\n';
}

function* entities(about: AboutArchive, files: readonly WrittenFile[]): Generator<Entity> {
  const { contents, data, documents, report } = about;
  yield {
    '@id': crateName,
    '@type': 'CreativeWork',
    about: reference('./'),
    conformsTo: reference(specification),
  };
  yield rootOf(about, files);
  yield {
    '@id': '#rights',
    '@type': 'CreativeWork',
    name: 'Rights',
    description:
      'The texts of the articles belong to those who published them; about everything else ask the desk that sent this.',
  };
  if (report.whole) {
    const filesIn = filesByFolder(files);
    for (const folder of contents.folders) yield folderOf(folder, filesIn.get(folder.path) ?? []);
  }
  for (const folder of contents.folders) yield articleOf(folder);
  const parts = new Map([...documents, ...data].map((part) => [part.name, part]));
  for (const file of files) yield fileOf(file, parts.get(nameOf(file)));
  for (const [id, name] of contents.people) yield { '@id': id, '@type': 'Person', name };
  for (const { name, sha256, size, type } of contents.evidence.values()) {
    yield {
      '@id': evidenceId(sha256),
      '@type': 'MediaObject',
      name,
      description: 'Evidence that is not in here: the desk keeps its digest, not its bytes.',
      encodingFormat: type,
      contentSize: String(size),
      sha256,
    };
  }
}

function rootOf(about: AboutArchive, files: readonly WrittenFile[]): Entity {
  const { contents, overall, report } = about;
  const folders = report.whole ? contents.folders.map(({ path }) => path) : [];
  const own = files.map(({ path }) => path).filter((path) => !path.includes('/'));
  return {
    '@id': './',
    '@type': 'Dataset',
    name: headline(report),
    description: aboutWords(about).join(' '),
    ...(overall.date !== null && { datePublished: overall.date }),
    license: reference('#rights'),
    ...(contents.people.size > 0 && { author: [...contents.people.keys()].map(reference) }),
    about: contents.folders.map(({ iri }) => reference(iri)),
    ...(contents.evidence.size > 0 && {
      mentions: [...contents.evidence.keys()].map((sha256) => reference(evidenceId(sha256))),
    }),
    hasPart: [...own, ...folders].map((path) => reference(pathId(path))),
  };
}

function folderOf({ article, iri, path }: ArticleFolder, files: readonly WrittenFile[]): Entity {
  return {
    '@id': pathId(path),
    '@type': 'Dataset',
    name: article.title,
    about: reference(iri),
    hasPart: files.map((file) => reference(pathId(file.path))),
  };
}

function articleOf({ article, iri }: ArticleFolder): Entity {
  const { byline, language, publishedAt, publisher, title, url } = article;
  return {
    '@id': iri,
    '@type': 'Article',
    name: title,
    publisher,
    ...(byline !== null && { author: byline }),
    ...(publishedAt !== null && { datePublished: publishedAt }),
    ...(language !== null && { inLanguage: language }),
    ...(url !== null && { url }),
  };
}

function fileOf(file: WrittenFile, part: ArchivedPart | undefined): Entity {
  const { path, sha256, size } = file;
  return {
    '@id': pathId(path),
    '@type': 'File',
    name: nameOf(file),
    ...(part && { description: `${part.label}: ${part.purpose}` }),
    encodingFormat: part?.mediaType.split(';')[0] ?? 'text/plain',
    contentSize: String(size),
    sha256,
  };
}

function filesByFolder(files: readonly WrittenFile[]): ReadonlyMap<string, WrittenFile[]> {
  const found = new Map<string, WrittenFile[]>();
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const others = found.get(folder);
    if (others) others.push(file);
    else found.set(folder, [file]);
  }
  return found;
}

function nameOf({ path }: WrittenFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function evidenceId(sha256: string): string {
  return `#evidence-${sha256}`;
}

/** A path as an IRI reference: letters stand for themselves, as the specification prefers, so that it is the file's name. */
function pathId(path: string): string {
  return path.replace(/[\s"#%<>?[\\\]^`{|}]/gu, encodeURIComponent);
}

function reference(id: string): { '@id': string } {
  return { '@id': id };
}

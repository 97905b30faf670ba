import { z } from 'zod';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { type Article, type Edition, editionId } from '../../domain/articles/article.js';
import type { Claim } from '../../domain/claims/claim.js';
import { faultWords } from '../../domain/fault-words.js';
import type { Event } from '../../domain/history/event.js';
import { textFaults } from '../../domain/parse.js';
import { type FieldFault, Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import type { Span } from '../../domain/text/span.js';
import { counted } from '../../domain/text/wording.js';
import { upgradedTransfer } from './earlier-transfers.js';
import { editionPlaces } from './edition-places.js';
import { convertPositions } from './event-positions.js';
import { convertAnnotation, convertBlocks } from './statement-positions.js';
import { transferFaults } from './transfer-checks.js';
import {
  editionsOf,
  newestOf,
  type TransferArticle,
  type TransferFile,
  transferFile,
  transferName,
  transferVersion,
} from './transfer-format.js';

/**
 * What a file of the format `json` brings, as the desk keeps it; every version is 1. The status of an
 * annotation is the one that the file names: it has to be worked out anew by this desk's quorum.
 */
export interface Transfer {
  articles: Article[];
  editions: Edition[];
  annotations: Annotation[];
  events: Event[];
  sources: Source[];
  claims: Claim[];
  people: { id: string; name: string }[];
}

/** In UTF-16 code units: the whole of a large desk, and less than would exhaust a small server. */
const maxFileBytes = 200_000_000;

/**
 * Reads a file of the format `json` and checks all of it: its shape, and that what it says fits
 * together. Throws *too-large*, *unreadable* for what is no JSON, *unsupported* for another format or
 * a newer version of this one, *invalid* with the faults and where in the file they are.
 */
export function readTransfer(text: string): Transfer {
  if (text.length > maxFileBytes) {
    throw new Problem('too-large', 'This file is too large to be imported at once.');
  }
  const json = readJson(text);
  demandFormat(json);
  const file = readFile(json);
  const texts = textFaults(file);
  const faults = texts.length > 0 ? texts : transferFaults(file);
  if (faults.length > 0) throw invalid(faults);
  return transferOf(file);
}

function readFile(json: unknown): TransferFile {
  try {
    return transferFile.parse(upgradedTransfer(json), { error: faultWords });
  } catch (fault) {
    throw fault instanceof z.ZodError ? invalid(fault.issues.map(faultOf)) : fault;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    throw new Problem('unreadable', 'This file is not JSON, or it was cut off.');
  }
}

function demandFormat(json: unknown): void {
  const head = typeof json === 'object' && json !== null ? json : {};
  if (!('format' in head) || head.format !== transferName) {
    throw new Problem('unsupported', 'This is not a report that Whence exported as JSON.');
  }
  if ('formatVersion' in head && Number(head.formatVersion) > transferVersion) {
    const versions = `${head.formatVersion}, and this one reads version ${transferVersion}`;
    throw new Problem('unsupported', `This file was made by a newer Whence (version ${versions}).`);
  }
}

function faultOf({ message, path }: { message: string; path: PropertyKey[] }): FieldFault {
  return { field: path.join('.'), message };
}

function invalid(faults: readonly FieldFault[]): Problem {
  const [first] = faults;
  const place = first?.field ? `At ${first.field}: ` : '';
  const said = `Nothing was imported. ${place}${first?.message}`;
  const others = counted(faults.length - 1, 'more fault');
  const message =
    faults.length > 1 ? `${said.replace(/\.?$/u, '.')} The file has ${others}.` : said;
  return new Problem('invalid', message, faults.slice(0, 50));
}

function transferOf(file: TransferFile): Transfer {
  const articles = file.articles.map(documentsOf);
  return {
    articles: articles.map(({ article }) => article),
    editions: articles.flatMap(({ editions }) => editions),
    annotations: articles.flatMap(({ annotations }) => annotations),
    events: articles.flatMap(({ events }) => events),
    sources: file.sources.map((source) => ({ ...source, version: 1, round: null, uses: null })),
    claims: file.claims.map(({ bearing: _, ...claim }) => ({ ...claim, version: 1, round: null })),
    people: file.people,
  };
}

function documentsOf(file: TransferArticle) {
  const { annotations, editions, events, leftOut: _, proposalsLeftOut, blind, ...details } = file;
  const { id } = details;
  const toUnits = positionsIn(editions);
  return {
    article: { ...details, version: 1, edition: newestOf(editions), counts: null },
    editions: editions.map((edition) => ({
      ...edition,
      blocks: convertBlocks(edition, toUnits),
      id: editionId(id, edition.number),
      version: 1,
      article: id,
    })),
    annotations: annotations.map((annotation) => ({
      ...convertAnnotation(annotation, toUnits),
      version: 1,
      article: id,
      noteVersion: 1,
      round: null,
      deleted: null,
    })),
    events: Array.from(
      convertPositions<Omit<Event, 'version' | 'article'>>(events, toUnits, editionsOf(file)),
      (event) => ({ ...event, version: 1, article: id }),
    ),
  };
}

/** Positions were checked before: one that is nowhere is a defect of the program. */
function positionsIn(editions: TransferArticle['editions']): (edition: number, span: Span) => Span {
  const placeOf = editionPlaces(editions);
  return (edition, span) => {
    const place = placeOf(edition, span);
    if (place) return place;
    throw new RangeError(`${span.start}–${span.end} is not in edition ${edition}.`);
  };
}

import type { Format } from '../format.js';
import type { ReportScope } from '../report-scope.js';

/** The other formats, by their names. */
export type Formats = Readonly<Record<string, Format>>;

/** A file that an archive has of a format: one for each article, or one for all of them. */
export interface ArchivedPart extends Pick<Format, 'label' | 'mediaType' | 'write'> {
  name: string;
  purpose: string;
}

/**
 * What of the formats goes into an archive: documents for each article, and data on all of them;
 * for readers nothing that is with the record alone.
 */
export function partsOf(
  formats: Formats,
  { audience }: ReportScope,
): Record<'documents' | 'data', ArchivedPart[]> {
  const all = Object.values(formats).filter(
    ({ recordOnly }) => audience === 'record' || recordOnly === null,
  );
  const parts = (wanted: boolean) =>
    all.filter(({ isData = false }) => isData === wanted).flatMap(filesOfFormat);
  return { documents: parts(false), data: parts(true) };
}

function filesOfFormat(format: Format): ArchivedPart[] {
  const { extension, label, mediaType, purpose, tables, write } = format;
  const about = { label, mediaType };
  if (!tables) return [{ ...about, name: `report.${extension}`, purpose, write }];
  return Object.entries(tables).map(([name, table]) => ({
    ...{ ...about, ...table },
    name: `${name}.${extension}`,
  }));
}

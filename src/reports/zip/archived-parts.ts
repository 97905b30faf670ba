import type { Format } from '../format.js';
import type { ReportScope } from '../report-scope.js';

/** The other formats, by their names. */
export type Formats = Readonly<Record<string, Format>>;

/** A file that an archive has of a format: one for each article, or one for all of them. */
export interface ArchivedPart extends Pick<Format, 'label' | 'mediaType' | 'write'> {
  name: string;
  purpose: string;
}

/** What of the formats goes into an archive. */
export interface ArchivedParts {
  /** A file for each article. */
  documents: ArchivedPart[];
  /** A file on all of them. */
  data: ArchivedPart[];
  /** What formats are called that are left out, because there is none for readers. */
  withheld: string[];
}

/** What of the formats goes into an archive for an audience. */
export function partsOf(formats: Formats, { audience }: ReportScope): ArchivedParts {
  const isWithheld = ({ recordOnly }: Format) => audience === 'readers' && recordOnly !== null;
  const all = Object.values(formats).filter((format) => !isWithheld(format));
  const parts = (wanted: boolean) =>
    all.filter(({ isData = false }) => isData === wanted).flatMap(filesOfFormat);
  const withheld = Object.values(formats).filter(isWithheld);
  return {
    documents: parts(false),
    data: parts(true),
    withheld: withheld.map(({ label }) => label),
  };
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

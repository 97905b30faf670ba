import type { Report } from './report.js';

/** A way to write a report. */
export interface Format {
  /** What it is called on a button. */
  label: string;
  /** What it is good for, in a few words. */
  purpose: string;
  mediaType: string;
  /** Of the file's name, without the full stop. */
  extension: string;
  /** Why there is none for readers, as a sentence; null where there is one. */
  recordOnly: string | null;
  /** It is data, of any number of articles: an archive has it once, not in the folder of each. */
  isData?: true;
  /** The files that an archive has of it, by their names without extension; one unless told. */
  tables?: Readonly<Record<string, Table>>;
  /**
   * The report in pieces, of bytes or of text to be sent as UTF-8: each is some milliseconds of work at the
   * most. The same report gives the same bytes.
   */
  write: (report: Report) => AsyncIterable<string | Uint8Array>;
}

/** One of several files that a format comes to. */
export type Table = Pick<Format, 'purpose' | 'write'>;

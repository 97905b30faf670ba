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
  /**
   * The report as a text in pieces, to be sent as UTF-8: each is some milliseconds of work at the
   * most. The same report gives the same text.
   */
  write: (report: Report) => AsyncIterable<string>;
}

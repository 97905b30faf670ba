import { everyAnnotation } from '../../domain/annotations/annotation-filter.js';
import type { Report } from '../../reports/report.js';
import type { CollectionName } from '../../store/documents.js';
import type { Commit, Store } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { type ReportSettings, reportOn } from '../reports/reports.js';

/** At most this many reports are kept; that of the article which nobody has asked for the longest goes first. */
const maxReports = 20;

const scope = { audience: 'readers', filter: everyAnnotation } as const;

/** What is written there changes no report. */
const beside: readonly CollectionName[] = [
  ...(['sessions', 'tokens', 'nameWitnesses', 'attempts', 'answers', 'shares'] as const),
];

/**
 * The reports that strangers read. However many ask for one, its facts are gathered once, and again
 * once something has been saved, by whatever process.
 */
class SharedReports {
  readonly #reports = new Map<string, Promise<Report>>();

  constructor(store: Store) {
    store.watch(
      (commit) => this.#follow(commit),
      () => this.#reports.clear(),
    );
  }

  /** The report on an article as it stands now. Throws *not-found* where it is gone. */
  async on(desk: Desk, article: string, baseUrl: string | null): Promise<Report> {
    await desk.whole.caughtUp();
    const report = this.#reports.get(article) ?? reportOn(desk, article, { baseUrl, scope });
    this.#reports.delete(article);
    this.#reports.set(article, report);
    report.catch(() => this.#reports.delete(article));
    for (const oldest of [...this.#reports.keys()].slice(0, -maxReports)) {
      this.#reports.delete(oldest);
    }
    return report;
  }

  #follow({ changes }: Commit): void {
    if (changes.some((change) => !beside.includes(change.in))) this.#reports.clear();
  }
}

const reportsOf = new WeakMap<Store, SharedReports>();

/** The readers' report on an article, for whoever has a link to it. */
export function sharedReport(
  desk: Desk,
  article: string,
  { baseUrl }: Pick<ReportSettings, 'baseUrl'>,
): Promise<Report> {
  const reports = reportsOf.get(desk.whole) ?? new SharedReports(desk.whole);
  reportsOf.set(desk.whole, reports);
  return reports.on(desk, article, baseUrl);
}

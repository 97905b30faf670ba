import { showAgo, showMoment } from '../../domain/text/shown-dates.js';

/** Moments as the pages have them; the report's and the history's are on record, and stay exact. */
const moments = 'time[datetime*="T"]:not(main.report time, .day time)';

/** How often what is said of the last hour is said anew, in milliseconds. */
const againMs = 60_000;

/** Nobody who reads paper knows when it was printed. */
const onPaper = window.matchMedia('print');

/** Says when things happened as one says it, in the reader's own zone; exactly, where it is pointed at and on paper. */
export function showTimes(): void {
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const show = (root: ParentNode) => {
    for (const time of root.querySelectorAll<HTMLTimeElement>(moments)) say(time, timeZone);
  };
  show(document);
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const isNew = [...addedNodes].some((node) => node instanceof HTMLElement && !isTime(node));
      if (isNew && target instanceof HTMLElement) show(target);
    }
  }).observe(document.body, { childList: true, subtree: true });
  onPaper.addEventListener('change', () => show(document));
  window.setInterval(() => show(document), againMs);
}

function isTime(node: Node): boolean {
  return node instanceof HTMLTimeElement;
}

function say(time: HTMLTimeElement, timeZone: string): void {
  const { dateTime } = time;
  if (Number.isNaN(Date.parse(dateTime))) return;
  const exact = showMoment(dateTime, timeZone);
  const words = onPaper.matches ? exact : showAgo(dateTime, Date.now(), timeZone);
  if (time.textContent !== words) time.textContent = words;
  if (time.title === '') time.title = exact;
}

declare module 'dom-anchor-text-quote' {
  interface Selector {
    exact: string;
    prefix?: string;
    suffix?: string;
  }

  /** Where a quote stands in the text of an element, in UTF-16 code units; null where nowhere. */
  export function toTextPosition(
    root: object | null,
    selector: Selector,
    options?: { hint?: number },
  ): { start: number; end: number } | null;
}

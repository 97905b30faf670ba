import type { Page } from 'playwright-core';

/**
 * What has the focus, within a part of the page, and lies under something else or beyond the window once
 * what makes room for it, or is drawn anew with it, has had some frames; null for nothing.
 */
export function coveredFocus(page: Page, scope = 'body'): Promise<string | null> {
  return page.evaluate(async (within) => {
    const { activeElement: at } = document;
    if (!at?.closest(within) || at === document.body) return null;
    const shown = at.matches('[type=radio], [type=checkbox]') ? (at.closest('label') ?? at) : at;
    for (let frame = 0; frame < 30; frame += 1) {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { left, top, width, height } = shown.getBoundingClientRect();
      const over = document.elementFromPoint(left + width / 2, top + height / 2);
      if (over && (shown.contains(over) || over.contains(shown))) return null;
    }
    return at.outerHTML.slice(0, 80);
  }, scope);
}

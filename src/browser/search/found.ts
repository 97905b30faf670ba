const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** On the search page Arrow Down leads from the field to what is found, and both arrows from one to the next. */
export function walkFound(): void {
  const page = document.querySelector('main.search');
  page?.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.isComposing) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hits = [...page.querySelectorAll('.found > .list > li')].map((hit) =>
      hit.querySelector('a'),
    );
    const stops: (Element | null)[] = [page.querySelector('#field-q'), ...hits];
    const at = stops.indexOf(document.activeElement);
    const next = at < 0 ? null : stops[at + (steps[event.key] ?? Number.NaN)];
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  });
}

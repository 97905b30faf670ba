import { labelKey, labelsInLine, lineOfLabels } from '../../domain/annotations/labels.js';

/** The labels that a list offered when it came. */
const offered = new WeakMap<HTMLDataListElement, readonly string[]>();

/**
 * A browser offers whole values: while labels are typed in a line, its list holds that line with each
 * label that may come next, so that what stands before the last comma stays.
 */
export function offerLabelsInLine(): void {
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches('[data-in-line]')) return;
    const { list, value } = target;
    if (list instanceof HTMLDataListElement) offerIn(list, value);
  });
}

function offerIn(list: HTMLDataListElement, line: string): void {
  const labels = offered.get(list) ?? Array.from(list.options, ({ value }) => value);
  offered.set(list, labels);
  const before = labelsInLine(line)
    .slice(0, -1)
    .map((label) => label.trim())
    .filter((label) => label !== '');
  const taken = new Set(before.map(labelKey));
  const options = labels
    .filter((label) => !taken.has(labelKey(label)))
    .map((label) => {
      const option = document.createElement('option');
      option.value = lineOfLabels([...before, label]);
      return option;
    });
  list.replaceChildren(...options);
}

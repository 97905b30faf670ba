import { labelKey, labelsInLine, lineOfLabels } from '../../domain/annotations/labels.js';

/** The labels that a list offered when it came. */
const offered = new WeakMap<HTMLDataListElement, readonly string[]>();

/**
 * A browser offers whole values: while labels are typed in a line, its list holds that line with each
 * label that may come next, so that what stands before the last comma stays.
 */
export function offerLabelsInLine(): void {
  document.addEventListener('input', ({ target }) => {
    if (isInLine(target)) offerAfter(target);
  });
  document.addEventListener('keydown', onKey);
}

/** Enter ends a label that is typed, as a comma does; where none is, it saves the form as in every field. */
function onKey(event: KeyboardEvent): void {
  const { key, target, isComposing, ctrlKey, metaKey } = event;
  if (key !== 'Enter' || isComposing || ctrlKey || metaKey || !isInLine(target)) return;
  const labels = labelsInLine(target.value).map((label) => label.trim());
  if (!labels.at(-1)) return;
  event.preventDefault();
  target.value = lineOfLabels([...labels.filter((label) => label !== ''), '']);
  target.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function isInLine(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.matches('[data-in-line]');
}

function offerAfter({ list, value }: HTMLInputElement): void {
  if (list instanceof HTMLDataListElement) offerIn(list, value);
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

import type { LiveEvent } from '../../domain/live/live-event.js';
import { flash } from '../page/flash.js';
import type { LivePart } from './changes.js';

/**
 * A page that says in `data-live` what it shows, as in "annotation/ID round desk", and is loaded
 * anew where that has changed.
 */
export class ChangedPage implements LivePart {
  concerns({ kind, id }: LiveEvent): boolean {
    const shown = (document.querySelector<HTMLElement>('main')?.dataset.live ?? '').split(' ');
    return [kind, `${kind}/${id}`].some((name) => shown.includes(name));
  }

  /** What was typed would be gone: then it asks first. */
  async show(): Promise<boolean> {
    const load = () => location.reload();
    if (!isTypedIn(document)) load();
    else {
      const offers = [{ label: 'Show the changes all the same', run: load }];
      flash('What you have typed here is not sent yet, and would be gone.', [], offers);
    }
    return false;
  }
}

/** Whether something stands in a form of the page that was not there when it came. */
function isTypedIn(page: ParentNode): boolean {
  return [...page.querySelectorAll('main :is(input, textarea, select)')].some((field) => {
    if (field instanceof HTMLSelectElement) return isChosen(field);
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (!(field instanceof HTMLInputElement)) return false;
    return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
  });
}

/** A list of which nothing is marked as chosen begins with its first. */
function isChosen({ options, selectedIndex }: HTMLSelectElement): boolean {
  const marked = [...options].findIndex(({ defaultSelected }) => defaultSelected);
  return selectedIndex !== Math.max(marked, 0);
}

import { fragment } from '../page/element.js';
import { withPerson } from '../people/shown-to.js';

/** As long as somebody types on, nothing is asked. */
const pauseMs = 150;

/** The register is searched as one types; without scripts, by its button. */
export function searchAsTyped(form: HTMLFormElement, list: HTMLElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name="q"]');
  if (!field) return;
  let asking = new AbortController();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const found = await listFor(field.value, asking.signal);
    if (found !== null) list.replaceChildren(fragment(found));
  };
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void ask(), pauseMs);
  });
  // Whoever goes back to the page is given back what they typed.
  if (field.value !== field.defaultValue) void ask();
}

/** By POST: what is typed may be a name that no address may hold. null: it can't be told now. */
async function listFor(q: string, signal: AbortSignal): Promise<string | null> {
  try {
    const body = new URLSearchParams({ q });
    const response = await fetch('/sources/found', {
      method: 'POST',
      headers: withPerson(),
      body,
      signal,
    });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

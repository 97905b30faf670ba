import { withPerson } from '../people/shown-to.js';

/** How long somebody pauses before they are shown what reads like it. */
const pauseMs = 250;

/** While a claim is typed, its field offers those that say nearly the same. */
export function offerAlikeClaims(): void {
  let timer = 0;
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches('[data-alike]')) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void offer(target), pauseMs);
  });
}

async function offer(field: HTMLInputElement): Promise<void> {
  const typed = field.value;
  const list = field.list;
  if (!list || typed.trim() === '') return;
  const statements = await alike(typed);
  if (field.value !== typed) return;
  const options = statements.map((statement) => {
    const option = document.createElement('option');
    option.value = statement;
    return option;
  });
  list.replaceChildren(...options);
}

/** None where the desk can't be asked: the field works without. */
async function alike(typed: string): Promise<string[]> {
  try {
    const body = new URLSearchParams({ q: typed });
    const answer = await fetch('/claims/suggestions', {
      method: 'POST',
      headers: withPerson(),
      body,
    });
    const found: unknown = answer.ok ? await answer.json() : null;
    return statementsIn(found);
  } catch {
    return [];
  }
}

function statementsIn(found: unknown): string[] {
  if (typeof found !== 'object' || found === null || !('items' in found)) return [];
  const items: unknown[] = Array.isArray(found.items) ? found.items : [];
  return items.flatMap((item) =>
    typeof item === 'object' && item !== null && 'statement' in item
      ? [String(item.statement)]
      : [],
  );
}

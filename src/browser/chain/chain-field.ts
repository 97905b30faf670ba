import { ChainControl } from './chain-control.js';
import { detailsIn } from './chain-hops.js';
import { Register } from './register.js';

/**
 * Gives the chain its control in a form that stands on a page of its own and is sent as it is. Where
 * a detail of a hop is at fault, the plain fields stay, since the fault stands at one of them.
 */
export function buildChain(
  form: HTMLFormElement,
  { article = '', publisher = '' }: { article?: string; publisher?: string },
): void {
  const line = form.querySelector<HTMLInputElement | HTMLTextAreaElement>('[name="chain"]');
  const hops = form.querySelector('[data-hops]');
  if (!line || hops?.querySelector('.fault')) return;
  const details = detailsIn(textsIn(form));
  hops?.remove();
  const control = new ChainControl(line, details, {
    register: new Register(article),
    publisher,
    changed: () => {},
    isProposal: form.elements.namedItem('reason') !== null,
  });
  form.addEventListener('submit', (event) => {
    if (control.settle()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of control.entries()) formData.append(name, value);
  });
}

function textsIn(form: HTMLFormElement): [string, string][] {
  return Array.from(new FormData(form), ([name, value]) => [name, String(value)]);
}

import { ChainBuilder } from './chain-builder.js';
import { detailsIn } from './chain-hops.js';
import { Register } from './register.js';

/**
 * Gives the chain its builder in a form that stands on a page of its own and is sent as it is. Where
 * a detail of a hop is at fault, the plain fields stay, since the fault stands at one of them.
 */
export function buildChain(
  form: HTMLFormElement,
  { article = '', publisher = '' }: { article?: string; publisher?: string },
): void {
  const line = form.querySelector<HTMLInputElement>('[name="chain"]');
  const hops = form.querySelector('[data-hops]');
  if (!line || hops?.querySelector('.fault')) return;
  const details = detailsIn(textsIn(form));
  hops?.remove();
  const builder = new ChainBuilder(line, details, new Register(article), publisher, () => {});
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of builder.entries()) formData.append(name, value);
  });
}

function textsIn(form: HTMLFormElement): [string, string][] {
  return Array.from(new FormData(form), ([name, value]) => [name, String(value)]);
}

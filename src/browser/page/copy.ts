import { announce } from './announce.js';
import { button } from './element.js';

/** Puts a button that copies it beside everything that is shown to be copied. */
export function offerCopying(): void {
  for (const field of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    const input = field.querySelector('input');
    if (input) input.after(button('Copy', () => void copy(input), 'button copy'));
  }
}

async function copy(input: HTMLInputElement): Promise<void> {
  input.select();
  const isCopied = await copied(input.value);
  const sign = input.parentElement?.querySelector('.copy');
  const words = isCopied ? 'Copied' : 'Press Ctrl C';
  if (sign) sign.textContent = words;
  announce(isCopied ? 'Copied.' : 'It is selected: press Ctrl and C to copy it.');
}

/** Whether a text could be copied. Over plain HTTP a browser lets a page copy only what is selected. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand('copy');
  }
}

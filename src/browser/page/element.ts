type Child = Node | string;

/**
 * Makes an element. Attributes that are false are left out, true stands for an empty one; strings
 * among the children become text, never markup.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

/** A button that does something; its key, if it has one, stands on it. */
export function button(label: string, run: () => void, className = 'button', key?: string) {
  const made = element('button', { type: 'button', class: className }, label);
  if (key) made.append(' ', element('kbd', {}, key));
  made.addEventListener('click', run);
  return made;
}

/** The elements of a fragment that our own server rendered. */
export function fragment(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

/** The first element of such a fragment. */
export function elementOf(html: string): HTMLElement | null {
  const first = fragment(html).firstElementChild;
  return first instanceof HTMLElement ? first : null;
}

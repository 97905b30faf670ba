import { isTyping } from './typing.js';

/** Whether it is an Apple device, where Command stands for Ctrl, and Option (Alt) types letters: ó, ø, ñ. */
export const onMac = /Mac|iP(hone|ad)/u.test(navigator.platform);

/** Whether a press with Alt types a letter or an accent where somebody types, and so is no command there. */
export function altTypes({ key, target }: KeyboardEvent): boolean {
  return onMac && isTyping(target) && (key === 'Dead' || /^[\p{L}\p{M}]+$/u.test(key));
}

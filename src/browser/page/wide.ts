/** Whether there is room for cards beside the text. */
export const wide = window.matchMedia('(min-width: 62rem)');

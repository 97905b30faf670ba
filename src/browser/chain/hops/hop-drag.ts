/** The places between which something is dragged, and what becomes of it. */
interface DragWishes {
  /** The middles of the hops as they stand now, from top to bottom, in CSS pixels of the window. */
  middles: () => number[];
  /** Moves a hop to the place of a neighbour. */
  step: (from: number, to: number) => void;
  /** Puts all back as it was when the drag began. */
  undo: () => void;
  done: () => void;
}

/**
 * Lets a hop be dragged by its handle, up and down among the others; wherever the pointer goes, it
 * stands at the nearest place. Escape puts it back.
 */
export function dragByHandle(handle: HTMLElement, at: () => number, wishes: DragWishes): void {
  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const over = new AbortController();
    const { signal } = over;
    const end = (isUndone: boolean) => {
      over.abort();
      if (isUndone) wishes.undo();
      wishes.done();
    };
    handle.addEventListener('pointermove', ({ clientY }) => follow(clientY, at, wishes), {
      signal,
    });
    handle.addEventListener('pointerup', () => end(false), { signal });
    handle.addEventListener('pointercancel', () => end(true), { signal });
    document.addEventListener('keydown', (event) => onKey(event, end), { signal, capture: true });
  });
}

function onKey(event: KeyboardEvent, end: (isUndone: boolean) => void): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  end(true);
}

function follow(clientY: number, at: () => number, { middles, step }: DragWishes): void {
  const from = at();
  const places = middles();
  const [above, below] = [places[from - 1], places[from + 1]];
  if (above !== undefined && clientY < above) step(from, from - 1);
  else if (below !== undefined && clientY > below) step(from, from + 1);
}

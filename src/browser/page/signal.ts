/** Something that happens and that others want to know of. */
export class Signal<T> {
  private readonly listeners: ((value: T) => void)[] = [];

  listen(listener: (value: T) => void): void {
    this.listeners.push(listener);
  }

  send(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
}

/** Runs at most once per frame, however often it is asked for. */
export function oncePerFrame(run: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      run();
    });
  };
}

/**
 * Runs at once, and of all that is asked for until what runs now is over, once more; or when the page
 * is left before.
 */
export function oncePerTask(run: () => void): () => void {
  let [isRunning, isAskedAgain] = [false, false];
  const end = () => {
    isRunning = false;
    if (isAskedAgain) ask();
  };
  const ask = () => {
    isAskedAgain = isRunning;
    if (isRunning) return;
    isRunning = true;
    window.setTimeout(end);
    run();
  };
  window.addEventListener('pagehide', end);
  return ask;
}

/** Runs once the asking has stopped for some milliseconds; `cancel` forgets what was asked. */
export function settled(run: () => void, milliseconds: number) {
  let timer = 0;
  const cancel = () => window.clearTimeout(timer);
  const ask = () => {
    cancel();
    timer = window.setTimeout(run, milliseconds);
  };
  return { ask, cancel };
}

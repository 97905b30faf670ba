import { onTestFinished } from 'vitest';

/** Has work give way wherever it may; tells how many turns others had since. */
export function turnsOfOthers(): () => number {
  let [now, turns, isOver] = [0, 0, false];
  performance.now = () => (now += 5);
  const another = () => {
    turns += 1;
    if (!isOver) setImmediate(another);
  };
  setImmediate(another);
  onTestFinished(() => {
    isOver = true;
    Reflect.deleteProperty(performance, 'now');
  });
  return () => turns;
}

import { writeSync } from 'node:fs';

/** So long somebody who reads the log may keep it waiting; then lines are left out until they read on. */
const patienceMs = 1000;
const pauseMs = 50;

/**
 * Where the lines of the log go: into an open file, each before the next. What can't be written, since the disk is
 * full or whoever read it is gone, is left out, so that nothing ever waits for its log; the next line that can be
 * says before it how many are missing.
 */
export function logLinesInto(
  fd: number,
  writeTo: (fd: number, bytes: Buffer) => number = writeSync,
): { write: (line: string) => void } {
  let [missing, isCutShort] = [0, false];
  const put = (bytes: Buffer): boolean => {
    let [left, waitedMs] = [bytes, missing === 0 ? 0 : patienceMs];
    while (left.length > 0) {
      try {
        left = left.subarray(writeTo(fd, left));
      } catch (fault) {
        if (!isForLater(fault) || waitedMs >= patienceMs) break;
        waitedMs += pauseMs;
        pause();
      }
    }
    isCutShort ||= left.length < bytes.length;
    return left.length === 0;
  };
  return {
    write: (line) => {
      const before = missing === 0 ? '' : `${isCutShort ? '\n' : ''}${gapOf(missing)}`;
      if (put(Buffer.from(before + line))) [missing, isCutShort] = [0, false];
      else missing += 1;
    },
  };
}

function isForLater(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'EAGAIN';
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
}

function gapOf(missing: number): string {
  const msg = `Lines of the log that could not be written, and are missing here: ${missing}.`;
  return `${JSON.stringify({ level: 40, time: Date.now(), msg })}\n`;
}

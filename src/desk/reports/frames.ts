/** A frame's length, before it. */
const headBytes = 4;

/** Bytes with their length before them, so that several can follow one another in a stream. */
export function framed(...pieces: Uint8Array[]): Buffer {
  return Buffer.concat([headOf(pieces), ...pieces]);
}

/** What stands before these pieces where they are sent one by one. */
export function headOf(pieces: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(bytesIn(pieces));
  return head;
}

export function bytesIn(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** What was framed, one after another, as it comes in. */
export async function* framesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let wantedBytes = headBytes;
  let isHead = true;
  for await (const chunk of stream) {
    held.push(chunk);
    heldBytes += chunk.length;
    while (heldBytes >= wantedBytes) {
      const whole = Buffer.concat(held);
      const piece = whole.subarray(0, wantedBytes);
      held = [whole.subarray(wantedBytes)];
      heldBytes -= wantedBytes;
      wantedBytes = isHead ? piece.readUInt32LE() : headBytes;
      if (!isHead) yield piece;
      isHead = !isHead;
    }
  }
}

import type { Response } from 'express';

/** An answer that goes on: server-sent events, as the HTML standard has them. */
export class EventStream {
  constructor(private readonly res: Response) {}

  /** Says something: `id` is from where a browser asks to go on, data is sent as JSON. */
  send({ id, event, data }: { id?: string; event?: string; data?: unknown }): void {
    const lines = [
      id !== undefined && `id: ${id}`,
      event !== undefined && `event: ${event}`,
      data !== undefined && `data: ${JSON.stringify(data)}`,
    ];
    this.#write(lines.filter(Boolean).join('\n'));
  }

  end(): void {
    this.res.end();
  }

  /** A reader who does not read is let go: they come back for what they missed. */
  #write(message: string): void {
    const { res } = this;
    if (res.writableEnded || res.destroyed) return;
    if (!res.headersSent) this.#open();
    if (res.writableLength > maxUnreadBytes) res.destroy();
    else res.write(`${message}\n\n`);
  }

  #open(): void {
    this.res.set({
      'Content-Type': 'text/event-stream',
      // Nothing else will ever be asked over this connection.
      Connection: 'close',
      // nginx would keep back what is said until there is more of it.
      'X-Accel-Buffering': 'no',
    });
    this.res.write(`retry: ${Math.round(minRetryMs + Math.random() * retrySpreadMs)}\n`);
  }
}

/** In bytes. */
const maxUnreadBytes = 256 * 1024;

/** After how many milliseconds a browser comes back; not all of them at the same moment. */
const minRetryMs = 2_000;
const retrySpreadMs = 3_000;

import type { LiveEvents, Presence } from '../../../src/domain/live/live-event.js';

/** What was said over a stream in one go. */
export interface Message {
  id: string;
  event: string;
  /** What was sent as JSON; null where nothing was. */
  data: unknown;
}

/** A stream of server-sent events, read as a browser reads it. */
export class Stream {
  private unread = '';
  private readonly decoder = new TextDecoder();

  private constructor(
    readonly response: Response,
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
    private readonly abort: AbortController,
  ) {}

  /** Opens the line; `after` is the position of which it is told, as a browser that comes back does. */
  static async open(
    url: string,
    headers: Record<string, string>,
    { after = '', query = '' } = {},
  ): Promise<Stream> {
    const abort = new AbortController();
    const response = await fetch(`${url}/api/events${query}`, {
      headers: { accept: 'text/event-stream', ...headers, 'last-event-id': after },
      signal: abort.signal,
    });
    if (!response.body) throw new Error('There is no stream.');
    return new Stream(response, response.body.getReader(), abort);
  }

  /** The next thing that is said; null once the stream has ended. */
  async next(): Promise<Message | null> {
    for (;;) {
      const end = this.unread.indexOf('\n\n');
      if (end >= 0) {
        const message = this.unread.slice(0, end);
        this.unread = this.unread.slice(end + 2);
        return read(message);
      }
      const { value, done } = await this.reader.read();
      if (done) return null;
      this.unread += this.decoder.decode(value, { stream: true });
    }
  }

  /** The next news. */
  async news(): Promise<LiveEvents> {
    const { data } = await this.demand('message');
    return data as LiveEvents;
  }

  /** Who is at what, as it is said next. */
  async presence(): Promise<Presence> {
    const { data } = await this.demand('presence');
    return data as Presence;
  }

  /** Hangs up, as a browser does whose page is closed. */
  close(): void {
    this.abort.abort();
  }

  private async demand(event: string): Promise<Message> {
    const message = await this.next();
    if (message?.event === event) return message;
    throw new Error(`Instead of ${event} came ${JSON.stringify(message)}.`);
  }
}

function read(message: string): Message {
  const of = (name: string) =>
    message
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  const data = of('data');
  return {
    id: of('id') ?? '',
    event: of('event') ?? 'message',
    data: data === undefined ? null : JSON.parse(data),
  };
}

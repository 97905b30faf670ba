import type { Request, Response } from 'express';

/** So much of long forms is kept at once for those who could not send them. A page that shows one is ten times as long. */
const maxBytes = 24 * 1024 * 1024;
/** What is shorter is kept however many there are. */
const shortBytes = 100 * 1024;

let taken = 0;

/** Takes room for a form of so many bytes until it is answered; false where others have taken all. */
export function takeRoom(
  bytes: number,
  { socket }: Pick<Request, 'socket'>,
  res: Response,
): boolean {
  if (bytes <= shortBytes) return true;
  if (taken + bytes > maxBytes || socket.destroyed) return false;
  taken += bytes;
  // An answer that waits for another one on its connection doesn't close with it.
  const ends = [socket, res];
  const leave = () => {
    taken -= bytes;
    for (const end of ends) end.off('close', leave);
  };
  for (const end of ends) end.once('close', leave);
  return true;
}

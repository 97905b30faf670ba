import type { Request } from 'express';

/** What a browser sent under a cookie's name, as it stands in the header; undefined where it sent none. */
export function cookieIn({ cookie = '' }: Request['headers'], name: string): string | undefined {
  const sent = cookie.split(/; */u).findLast((each) => each.startsWith(`${name}=`));
  return sent?.slice(name.length + 1);
}

/** An address of this desk with a query, to be handed over: `linkTo('/reset', {token}, base)`. */
export function linkTo(path: string, query: Record<string, string>, base: string): string {
  return `${base}${path}?${new URLSearchParams(query)}`;
}

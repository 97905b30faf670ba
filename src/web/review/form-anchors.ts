/** The id of the element of a page in which each form of reviewing stands. */
export const formAnchor = {
  verdict: 'verdict',
  proposal: (id: string) => `proposal-${id}`,
  /** A reply stands in the conversation that it goes on with; a new one begins below them all. */
  comment: (replyTo: string) => (replyTo === '' ? 'thread' : `comment-${replyTo}`),
  settlement: 'settlement',
  request: 'requests',
} as const;

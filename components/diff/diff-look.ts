/** How a line of each kind looks: removal is blue, as closing is. */
export const DIFF_LOOK = {
  same: { sign: ' ', row: 'text-ink-2' },
  added: { sign: '+', row: 'bg-opens-soft text-ink' },
  removed: { sign: '−', row: 'bg-closes-soft text-ink' },
} as const

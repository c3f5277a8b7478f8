/** How many days ago a certificate ended, from its days left (below 0); at least 1. */
export function endedDays(daysLeft: number): number {
  return Math.max(1, -daysLeft - 1)
}

/** How an apply waits between two looks at a file in doubt. */
export type Sleep = (ms: number) => Promise<void>

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

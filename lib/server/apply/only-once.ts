/** The same work asked for twice at once is done once, and both get its outcome: a person may look while the watch does. */
export function onlyOnce<T>(
  running: Map<string, Promise<T>>,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const there = running.get(key)
  if (there) return there
  const begun = work().finally(() => running.delete(key))
  running.set(key, begun)
  return begun
}

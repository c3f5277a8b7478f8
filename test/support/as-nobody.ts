const NOBODY = 65534

/**
 * Does something with the rights of nobody, where it is root that runs the tests: root may read and write everything,
 * so that refusals could not be seen. For one thing at a time; the whole process changes its rights.
 */
export async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work()
  const groups = process.getgroups?.() ?? []
  process.setgroups?.([NOBODY])
  process.setegid?.(NOBODY)
  process.seteuid?.(NOBODY)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
    process.setgroups?.(groups)
  }
}

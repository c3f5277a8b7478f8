/** The account without rights, and its group. */
export const NOBODY = 65534

/** This process gets the rights of nobody until the function that it gives is called. Only root can. */
export function becomeNobody(): () => void {
  const groups = process.getgroups?.() ?? []
  process.setgroups?.([NOBODY])
  process.setegid?.(NOBODY)
  process.seteuid?.(NOBODY)
  return () => {
    process.seteuid?.(0)
    process.setegid?.(0)
    process.setgroups?.(groups)
  }
}

export function needsRoot(): string | null {
  return process.getuid?.() === 0 ? null : 'only root can become another account'
}

interface Lock {
  shared: number
  exclusive: boolean
  waiting: { wake: () => void; fail: (reason: Error) => void }[]
}

/**
 * XMail's locks, by path below MAIL_ROOT without regard to case: any number of readers, or one writer. A waiting writer
 * does not hold readers back (semantics.md 0.3). `./server.tab` is another name and so another lock.
 */
export class FileLocks {
  #locks = new Map<string, Lock>()

  /** Takes a share; gives what releases it. Never waits for a writer that waits itself. */
  async lockShared(path: string): Promise<() => void> {
    const lock = this.#lockOf(path)
    while (lock.exclusive) await this.#change(lock)
    lock.shared++
    return once(() => {
      lock.shared--
      notify(lock)
    })
  }

  async lockExclusive(path: string): Promise<() => void> {
    const lock = this.#lockOf(path)
    while (lock.exclusive || lock.shared > 0) await this.#change(lock)
    lock.exclusive = true
    return once(() => {
      lock.exclusive = false
      notify(lock)
    })
  }

  /** Fails everybody who waits: nothing may be written once the server is closed. */
  abandon(): void {
    for (const lock of this.#locks.values()) {
      for (const { fail } of lock.waiting.splice(0)) fail(new Error('the practice server was closed'))
    }
  }

  #lockOf(path: string): Lock {
    const key = path.toLowerCase()
    const lock = this.#locks.get(key) ?? { shared: 0, exclusive: false, waiting: [] }
    this.#locks.set(key, lock)
    return lock
  }

  #change(lock: Lock): Promise<void> {
    return new Promise((wake, fail) => lock.waiting.push({ wake, fail }))
  }
}

function notify(lock: Lock): void {
  for (const { wake } of lock.waiting.splice(0)) wake()
}

function once(run: () => void): () => void {
  let done = false
  return () => {
    if (!done) run()
    done = true
  }
}

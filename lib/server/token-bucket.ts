/** Whether a try may go on; if not, in how many seconds the next may. */
export type Take = { readonly ok: true } | { readonly ok: false; readonly seconds: number }

export interface TokenBuckets {
  /** Takes one token of the key's bucket. */
  take(key: string): Take
}

export interface TokenBucketOptions {
  /** Tries in a row before the waiting begins. */
  readonly capacity: number
  /** How long one token takes to come back. */
  readonly refillMs: number
  readonly now: () => number
}

/** More keys than this are being made up by somebody; the longest unused ones are forgotten. */
const MAX_KEYS = 10_000

interface Bucket {
  tokens: number
  at: number
}

/** Token buckets in this process's memory, one a key. */
export function createTokenBuckets({ capacity, refillMs, now }: TokenBucketOptions): TokenBuckets {
  const buckets = new Map<string, Bucket>()
  return {
    take(key) {
      const at = now()
      const old = buckets.get(key)
      const tokens = old ? Math.min(capacity, old.tokens + Math.max(0, at - old.at) / refillMs) : capacity
      const taken = tokens >= 1
      // Set anew, so that the map's order is the order of last use.
      buckets.delete(key)
      buckets.set(key, { tokens: taken ? tokens - 1 : tokens, at })
      if (buckets.size > MAX_KEYS) buckets.delete(buckets.keys().next().value ?? key)
      return taken ? { ok: true } : { ok: false, seconds: Math.ceil(((1 - tokens) * refillMs) / 1000) }
    },
  }
}

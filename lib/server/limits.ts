import { createTokenBuckets, type TokenBuckets } from './token-bucket'

/** How often things may be tried. In memory: one process serves this console. */
export interface Limits {
  /** Actions of one person. */
  readonly actions: TokenBuckets
  /** Actions of nobody in particular, a bucket an address. */
  readonly publicActions: TokenBuckets
  /** Sign-ins to one account from one address: slow for a guesser, and no trouble for anyone else. */
  readonly signInHere: TokenBuckets
  /** Sign-ins to one account from anywhere; wide, so that a stranger cannot lock its owner out for long. */
  readonly signInAnywhere: TokenBuckets
  /** Sign-ins from one address, to whichever account: what one machine can try, and what it can cost in hashing. */
  readonly signInAddress: TokenBuckets
  /** Sign-ins to an account from a browser that has signed in to it before: strangers do not use these up. */
  readonly signInKnown: TokenBuckets
  /** Set-up tokens tried, by anyone. */
  readonly setup: TokenBuckets
}

export function createLimits(now: () => number): Limits {
  const buckets = (capacity: number, refillMs: number) => createTokenBuckets({ capacity, refillMs, now })
  return {
    actions: buckets(120, 250),
    publicActions: buckets(30, 1_000),
    signInHere: buckets(6, 20_000),
    signInAnywhere: buckets(60, 10_000),
    signInAddress: buckets(30, 2_000),
    signInKnown: buckets(6, 20_000),
    setup: buckets(10, 5_000),
  }
}

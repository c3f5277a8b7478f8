import { type Compile, compilePolicy, mailRootFiles, type Policy } from '@/lib/xmail/policy'
import { type Document, decodeText } from '@/lib/xmail/tab'

/** The files of a MailRoot by their path below it. Null: there is no such file. */
export type EffectFiles = ReadonlyMap<string, Document | null>

/** Both sides of a comparison, each table of each read once. */
export interface BothSides {
  readonly before: Side
  readonly after: Side
  /** Every path that either side has something to say of. */
  readonly paths: readonly string[]
  /** How many prefixes a list shows. */
  readonly shown: number
  /** Whether any of these files was looked at and is not the same on both sides. */
  differs(...paths: readonly string[]): boolean
}

export interface Side {
  readonly files: EffectFiles
  /** What a file is read as; null where there is none, or where nobody has looked. */
  read<T>(path: string, compile: Compile<T>): T | null
  isMissing(path: string): boolean
  /** What a function makes of this side; made once, however many effects need it. */
  once<T>(make: (side: Side) => T): T
}

/** A path that only one side has is missing on the other. One that neither has has not been looked at. */
export function openBothSides(before: EffectFiles, after: EffectFiles, shown: number): BothSides {
  const paths = [...new Set([...before.keys(), ...after.keys()])]
  const known = new Map<string, boolean>()
  return {
    before: openSide(before, after),
    after: openSide(after, before),
    paths,
    shown,
    differs: (...asked) =>
      asked.some((path) => {
        const isSame = known.get(path) ?? sameDocument(before.get(path) ?? null, after.get(path) ?? null)
        known.set(path, isSame)
        return !isSame
      }),
  }
}

function openSide(files: EffectFiles, others: EffectFiles): Side {
  const policy: Policy = compilePolicy(mailRootFiles(files, null))
  const made = new Map<unknown, unknown>()
  const side: Side = {
    files,
    read(path, compile) {
      const table = policy.table(path, compile)
      return table === 'unread' ? null : table
    },
    isMissing: (path) => !files.get(path) && (files.has(path) || others.has(path)),
    once<T>(make: (of: Side) => T): T {
      if (!made.has(make)) made.set(make, make(side))
      // Only this function stores under `make`, so what it finds there is what `make` gave.
      return made.get(make) as T
    },
  }
  return side
}

/** A name of a file as people read it: bytes until here, for comparing. */
export function nameOn(side: Side, path: string, bytes: string): string {
  const doc = side.files.get(path)
  return doc ? decodeText(doc, bytes) : bytes
}

function sameDocument(a: Document | null, b: Document | null): boolean {
  if (a === b) return true
  if (!a || !b || a.lines.length !== b.lines.length) return false
  return a.lines.every((line, i) => line.raw === b.lines[i]?.raw)
}

import { err, ok, type Result } from '@/lib/errors'

/** What leads to a value: names of fields, and places in lists from 0. */
export type JsonPath = readonly PropertyKey[]

/** A JSON text, and where each of its values stands. */
export interface JsonReading {
  readonly value: unknown
  /** The line, from 1, where a value begins; of one that is not there, where the value begins that it is missing in. */
  lineOf(path: JsonPath): number
}

/** Deeper than anything that a person writes; a text of brackets alone must not fill the stack. */
const MAX_DEPTH = 32

const BLANK = /[\t\n\r ]*/y
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y

/**
 * Reads JSON as `JSON.parse` does, but knows where things are, which that does not tell in any two browsers alike. A field
 * that is named twice is a fault: one of the two would count for nothing. Error: JSON_WRONG {line, column}, both from 1.
 */
export function readJson(text: string): Result<JsonReading> {
  const scanner = new Scanner(text)
  try {
    const value = scanner.readAll()
    return ok({ value, lineOf: (path) => scanner.lineOf(path) })
  } catch (cause) {
    if (cause instanceof WrongJson) return err('JSON_WRONG', placeOf(text, cause.at))
    throw cause
  }
}

/** Where reading ended. Does not leave this file: it saves every step a question. */
class WrongJson extends Error {
  readonly at: number

  constructor(at: number) {
    super('not JSON')
    this.at = at
  }
}

class Scanner {
  #at = 0
  readonly #text: string
  /** Where values begin, by their path. */
  readonly #begins = new Map<string, number>()

  constructor(text: string) {
    this.#text = text
  }

  readAll(): unknown {
    const value = this.#readValue([])
    this.#take(BLANK)
    if (this.#at < this.#text.length) throw new WrongJson(this.#at)
    return value
  }

  lineOf(path: JsonPath): number {
    for (let length = path.length; length >= 0; length--) {
      const begin = this.#begins.get(keyOf(path.slice(0, length)))
      if (begin !== undefined) return placeOf(this.#text, begin).line
    }
    return 1
  }

  #readValue(path: JsonPath): unknown {
    this.#take(BLANK)
    if (path.length > MAX_DEPTH) throw new WrongJson(this.#at)
    this.#begins.set(keyOf(path), this.#at)
    if (this.#skip('{')) return this.#readFields(path)
    if (this.#skip('[')) return this.#readItems(path)
    const token = this.#take(STRING) || this.#take(PLAIN)
    if (token === '') throw new WrongJson(this.#at)
    return JSON.parse(token)
  }

  #readFields(path: JsonPath): unknown {
    const fields = new Map<string, unknown>()
    this.#readUntil('}', () => {
      const begin = this.#at
      const name = this.#take(STRING)
      if (name === '') throw new WrongJson(begin)
      const field: string = JSON.parse(name)
      if (fields.has(field)) throw new WrongJson(begin)
      this.#take(BLANK)
      if (!this.#skip(':')) throw new WrongJson(this.#at)
      fields.set(field, this.#readValue([...path, field]))
    })
    return Object.fromEntries(fields)
  }

  #readItems(path: JsonPath): unknown[] {
    const items: unknown[] = []
    this.#readUntil(']', () => items.push(this.#readValue([...path, items.length])))
    return items
  }

  #readUntil(end: string, readOne: () => void): void {
    this.#take(BLANK)
    if (this.#skip(end)) return
    for (;;) {
      this.#take(BLANK)
      readOne()
      this.#take(BLANK)
      if (this.#skip(end)) return
      if (!this.#skip(',')) throw new WrongJson(this.#at)
    }
  }

  #skip(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at += 1
    return true
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const [found = ''] = pattern.exec(this.#text) ?? []
    this.#at += found.length
    return found
  }
}

function keyOf(path: JsonPath): string {
  return JSON.stringify(path.map(String))
}

function placeOf(text: string, at: number) {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return { line, column: at - before.lastIndexOf('\n') }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES, ERRORS } from './codes'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/**
 * Codes that nothing raises yet, because the part that will is being written. Taking a code off this list is part of
 * writing that part; a listed code that is raised after all fails the test, so the list cannot go stale.
 */
const RESERVED: Readonly<Record<string, string>> = {}

const english = JSON.parse(read('messages/en/errors.json')) as Record<string, string>
const japanese = JSON.parse(read('messages/ja/errors.json')) as Record<string, string>

/** Code to the details that a row of docs/ERRORS.md promises; a `?` marks one that may be missing. */
function readDocs(): Map<string, { always: string[]; maybe: string[] }> {
  const rows = new Map<string, { always: string[]; maybe: string[] }>()
  for (const line of read('docs/ERRORS.md').split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim())
    const code = /^`([A-Z0-9_]+)`$/.exec(cells[1] ?? '')?.[1]
    if (!code) continue
    expect(cells, `the row of ${code} has four cells`).toHaveLength(6)
    expect(rows.has(code), `${code} has one row`).toBe(false)
    expect(cells[2] && cells[4], `the row of ${code} says what happened and what to do`).toBeTruthy()
    const names = [...(cells[3] ?? '').matchAll(/`([a-zA-Z]+\??)`/g)].map((match) => match[1] ?? '')
    rows.set(code, {
      always: names.filter((name) => !name.endsWith('?')),
      maybe: names.filter((name) => name.endsWith('?')).map((name) => name.slice(0, -1)),
    })
  }
  return rows
}

const placeholders = (message: string) =>
  [...new Set([...message.matchAll(/\{\s*([a-zA-Z]+)/g)].map((match) => match[1] ?? ''))].sort()

interface Raised {
  readonly code: string
  readonly at: string
  /** Names of the details, or null where they come from elsewhere (a variable, a spread). */
  readonly details: readonly string[] | null
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.endsWith('lib/errors/codes.ts'))
}

/** Names of an object literal's properties; [] for no details at all, null where they cannot be seen. */
function detailNames(node: ts.Expression | undefined): string[] | null {
  if (!node || (ts.isIdentifier(node) && node.text === 'undefined')) return []
  if (!ts.isObjectLiteralExpression(node)) return null
  if (node.properties.some((property) => ts.isSpreadAssignment(property))) return null
  return node.properties.map((property) => property.name?.getText() ?? '')
}

/** Every place that raises a code: err('X', …), fault('X', …), { code: 'X', … }. */
function findRaised(files: readonly string[]): { raised: Raised[]; mentioned: Set<string> } {
  const raised: Raised[] = []
  const mentioned = new Set<string>()
  for (const path of files) {
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
    const where = (node: ts.Node) =>
      `${path.slice(ROOT.length)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteral(node) && node.text in ERRORS) mentioned.add(node.text)
      if (ts.isCallExpression(node) && /^(err|fault)$/.test(node.expression.getText(source))) {
        const [code, details] = node.arguments
        if (code && ts.isStringLiteral(code)) {
          raised.push({ code: code.text, at: where(node), details: detailNames(details) })
        }
      }
      if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'code') {
        const value = node.initializer
        if (ts.isStringLiteral(value) && /^[A-Z][A-Z0-9_]{3,}$/.test(value.text)) {
          raised.push({ code: value.text, at: where(node), details: null })
        }
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return { raised, mentioned }
}

const docs = readDocs()
const { raised, mentioned } = findRaised(['lib', 'app', 'components'].flatMap(sourceFiles))

describe('the table of errors', () => {
  const codes = [...ERROR_CODES].sort()

  it('has words in both languages and a row in the docs for each code, and no others', () => {
    expect(Object.keys(english).sort()).toEqual(codes)
    expect(Object.keys(japanese).sort()).toEqual(codes)
    expect([...docs.keys()].sort()).toEqual(codes)
  })

  it('keeps the order of the table in the words and in the docs', () => {
    expect(Object.keys(english)).toEqual(ERROR_CODES)
    expect(Object.keys(japanese)).toEqual(ERROR_CODES)
    expect([...docs.keys()]).toEqual(ERROR_CODES)
  })

  it.each(ERROR_CODES)('%s names the same details in both languages, all of them promised', (code) => {
    const used = placeholders(english[code] ?? '')
    expect(placeholders(japanese[code] ?? '')).toEqual(used)
    const promised = docs.get(code)?.always ?? []
    expect(used.filter((name) => !promised.includes(name))).toEqual([])
  })

  it.each(ERROR_CODES)('%s is written in the tone of the house', (code) => {
    for (const message of [english[code] ?? '', japanese[code] ?? '']) {
      expect(message, 'no exclamation mark').not.toMatch(/[!！]/)
      expect(message, 'a straight apostrophe starts a quotation in ICU').not.toContain("'")
      expect(message.trim()).toBe(message)
    }
    expect(english[code], 'ends as a sentence').toMatch(/[.}]$/)
    expect(english[code]).not.toMatch(/\binvalid\b/i)
    expect(japanese[code], 'ends as a sentence').toMatch(/[。}]$/)
  })
})

describe('the places that raise errors', () => {
  it('raise only codes of the table', () => {
    expect(raised.filter(({ code }) => !(code in ERRORS))).toEqual([])
  })

  it('give each detail that the docs promise', () => {
    const missing = raised.flatMap(({ code, at, details }) => {
      const lacking = details && docs.get(code)?.always.filter((name) => !details.includes(name))
      return lacking?.length ? [`${at} ${code} lacks ${lacking.join(', ')}`] : []
    })
    expect(missing).toEqual([])
  })

  it('give no detail that the docs do not name', () => {
    const unknown = raised.flatMap(({ code, at, details }) => {
      const row = docs.get(code)
      const named = row && [...row.always, ...row.maybe, 'entry']
      const extra = named && details?.filter((name) => !named.includes(name))
      return extra?.length ? [`${at} ${code} gives ${extra.join(', ')}`] : []
    })
    expect(unknown).toEqual([])
  })

  it('leave no code of the table unused, apart from the reserved ones', () => {
    const unused = ERROR_CODES.filter((code) => !mentioned.has(code))
    expect(unused.sort()).toEqual(Object.keys(RESERVED).sort())
  })
})

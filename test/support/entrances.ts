import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

/** Paths below a folder of the project, from its root, that a pattern fits. */
export function findFiles(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => pattern.test(path))
    .sort()
}

export function readSource(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** The functions that a module exports, by name, `default` among them. */
export async function importFunctions(path: string): Promise<[string, (...input: unknown[]) => unknown][]> {
  const module: Record<string, unknown> = await import(join(ROOT, path))
  return Object.entries(module).flatMap(([name, value]): [string, (...input: unknown[]) => unknown][] =>
    typeof value === 'function' ? [[name, value as (...input: unknown[]) => unknown]] : [],
  )
}

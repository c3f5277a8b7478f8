import type { FieldError } from 'react-hook-form'

/**
 * The text beside a field: the server's own words where it named the field (their type is an error code in capitals),
 * else what the form says when the browser's check failed.
 */
export function fieldMessage(error: FieldError | undefined, whenWrong: string): string | undefined {
  if (!error) return undefined
  return /^[A-Z0-9_]+$/.test(error.type) ? error.message : whenWrong
}
